"""The walk of a subnet's developer on a fresh fast-blocks devnet, through btcli, unmodified.

Every command runs as its users run it: the entry point of the installed package, in a process and a home of its own. The
package is loaded once and forked for each command, since loading takes longer than the commands.

Left out, because the client fails on the reference's own chain of this version as well: `weights commit` (asks for storage
that no runtime has) and so `weights reveal`, `sudo proposals`, `sudo senate` and `sudo senate-vote` (pallets that are gone).
Left out, because the chain's side is not built here: `crowd create` and what follows it, and stake commands with
--mev-protection, which is the client's default.

Usage: btcli.py ws://127.0.0.1:9944
"""

import json
import os
import shlex
import signal
import sys
import tempfile
import time
import traceback

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
home = tempfile.mkdtemp(prefix="taolab-btcli-")
os.environ.update(HOME=home, COLUMNS="400", NO_COLOR="1", TERM="dumb")

import bittensor_cli.cli as cli  # noqa: E402 (the home is read when it is loaded)
import typer  # noqa: E402
from async_substrate_interface import SubstrateInterface  # noqa: E402
from bittensor_wallet import Keypair  # noqa: E402

WALLETS = os.path.join(home, "wallets")
IDENTITY = (
    "--github-repo https://github.com/a/b --subnet-contact dev@example.com --subnet-url https://example.com"
    " --discord-handle dev --description words --logo-url https://example.com/logo.png --additional-info more"
)
# Public development keys.
ALICE = Keypair.create_from_uri("//Alice").ss58_address
BOB = Keypair.create_from_uri("//Bob").ss58_address
CHARLIE = Keypair.create_from_uri("//Charlie").ss58_address
DAVE = Keypair.create_from_uri("//Dave").ss58_address
VALIDATOR = Keypair.create_from_uri("//Validator").ss58_address

commands = typer.main.get_command(cli.CLIManager().app)
passed = failed = 0


def options(words):
    command = commands
    for word in words:
        if word in getattr(command, "commands", {}):
            command = command.commands[word]
    return {name for one in command.params for name in one.opts + one.secondary_opts}


def text(line, answers="", extra=()):
    """What a command prints. It must end by itself and well."""
    words = shlex.split(line)
    known = options(words)
    for name, value in (("--wallet-path", WALLETS), ("--network", URL)):
        if name in known:
            words += [name, value]
    words += [name for name in ("--no-prompt", *extra) if name in known]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed:
        given.write(answers.encode())
        given.seek(0)
        child = os.fork()
        if child == 0:
            for source, target in ((given, 0), (printed, 1), (printed, 2)):
                os.dup2(source.fileno(), target)
            signal.alarm(120)
            sys.argv = ["btcli", *words]
            status = 1
            try:
                cli.main()
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:
                traceback.print_exc()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, ended = os.waitpid(child, 0)
        printed.seek(0)
        said = printed.read().decode()
    assert os.waitstatus_to_exitcode(ended) == 0, (line, ended, said[-2_000:])
    return said


def btcli(line, answers=""):
    """What a command answers as JSON: the last value that it prints."""
    said = text(line, answers, ("--json-output",))
    for at, character in enumerate(said):
        if character in "{[" and (at == 0 or said[at - 1] in "\n "):
            try:
                return json.loads(said[at:], strict=False)
            except json.JSONDecodeError:
                pass
    raise AssertionError(f"btcli {line} answered no JSON: {said[-2_000:]!r}")


def done(line, answers=""):
    answer = btcli(line, answers)
    assert answer.get("success") is True, answer
    return answer


def sudo(function, **params):
    """As root, which btcli can't do."""
    with SubstrateInterface(url=URL, ss58_format=42, chain_name="Bittensor") as chain:
        call = chain.compose_call("Sudo", "sudo", {"call": chain.compose_call("AdminUtils", function, params)})
        signed = chain.create_signed_extrinsic(call, Keypair.create_from_uri("//Alice"))
        assert chain.submit_extrinsic(signed, wait_for_inclusion=True).is_success


def block():
    with SubstrateInterface(url=URL, ss58_format=42, chain_name="Bittensor") as chain:
        return chain.get_block_number(chain.get_chain_head())


def free(name):
    return btcli(f"wallet balance --wallet-name {name}")["balances"][name]["free"]


def step(what):
    def run(body):
        global passed, failed
        began = time.time()
        try:
            body()
            passed += 1
            print(f"ok    {what} ({time.time() - began:.1f} s)", flush=True)
        except Exception:
            failed += 1
            print(f"FAIL  {what}", flush=True)
            traceback.print_exc()

    return run


# Wallets


@step("wallet create, new-coldkey, new-hotkey, list")
def _():
    for name, address in (("alice", ALICE), ("charlie", CHARLIE)):
        made = done(f"wallet create --wallet-name {name} --hotkey default --uri {name.title()} --no-use-password")
        assert made["data"]["coldkey_ss58"] == address == made["data"]["hotkey_ss58"], made
    assert done("wallet new-coldkey --wallet-name bob --uri Bob --no-use-password")["data"]["coldkey_ss58"] == BOB
    made = done("wallet new-hotkey --wallet-name bob --hotkey default --uri Validator --no-use-password")
    assert made["data"]["hotkey_ss58"] == VALIDATOR, made
    done("wallet new-hotkey --wallet-name charlie --hotkey next --n-words 12 --no-use-password")
    listed = {one["name"]: one for one in btcli("wallet list")["wallets"]}
    assert set(listed) == {"alice", "bob", "charlie"}
    assert {one["name"] for one in listed["charlie"]["hotkeys"]} == {"default", "next"}


@step("wallet balance, of one and of all")
def _():
    assert free("alice") == 1_000_000
    every = btcli("wallet balance --all")
    assert every["totals"] == {"free": 3_000_000.0, "staked": 0.0, "total": 3_000_000.0}, every


@step("wallet transfer")
def _():
    before = free("alice")
    sent = done(f"wallet transfer --wallet-name alice --destination {DAVE} --amount 5")
    assert "-" in sent["extrinsic_identifier"]
    assert 0 < before - 5 - free("alice") < 0.001
    assert btcli(f"wallet balance --ss58-address {DAVE}")["totals"]["free"] == 2_005


# A subnet


@step("subnets list, show and price at the start")
def _():
    subnets = btcli("subnets list")["subnets"]
    assert [subnets[one]["subnet_name"] for one in ("0", "1")] == ["root", "apex"]
    shown = btcli("subnets show --netuid 1")
    assert (shown["tao_pool"], shown["alpha_pool"], shown["rate"], len(shown["uids"])) == (10.0, 10.0, 1.0, 1), shown
    assert btcli("subnets price --netuids 1 --current")["1"]["stats"]["current_price"] == 1.0
    assert "does not exist" in btcli("subnets hyperparameters --netuid 2")["error"]


@step("subnets burn-cost, create")
def _():
    assert btcli("subnets burn-cost")["burn_cost"] == {"rao": 1_000 * 10**9, "tao": 1_000.0}
    before = free("alice")
    made = done(f"subnets create --wallet-name alice --hotkey default --subnet-name first {IDENTITY} --no-mev-protection")
    assert made["netuid"] == 2
    assert 1_000 <= before - free("alice") < 1_000.01
    assert btcli("subnets burn-cost")["burn_cost"]["tao"] > 1_900


@step("subnets check-start, start")
def _():
    assert "can be started" in text("subnets check-start --netuid 2")
    assert "Successfully started" in text("subnets start --wallet-name alice --hotkey default --netuid 2")
    # With a tempo of 10 the window in which settings are frozen, 10 blocks long, would never end.
    sudo("sudo_set_admin_freeze_window", window=0)
    sudo("sudo_set_subnet_emission_enabled", netuid=2, enabled=True)


@step("subnets get-identity, set-identity, set-symbol")
def _():
    assert btcli("subnets get-identity --netuid 2")["subnet_name"] == "first"
    done(f"subnets set-identity --wallet-name alice --hotkey default --netuid 2 --subnet-name second {IDENTITY}")
    assert btcli("subnets get-identity --netuid 2") == {
        "subnet_name": "second",
        "github_repo": "https://github.com/a/b",
        "subnet_contact": "dev@example.com",
        "subnet_url": "https://example.com",
        "discord": "dev",
        "description": "words",
        "logo_url": "https://example.com/logo.png",
        "additional": "more",
    }
    done("subnets set-symbol --wallet-name alice --hotkey default --netuid 2 د")
    assert btcli("subnets price --netuids 2 --current")["2"]["stats"]["symbol"] == "د"


@step("subnets register, show")
def _():
    for uid, name in ((1, "bob"), (2, "charlie")):
        done_ = done(f"subnets register --wallet-name {name} --hotkey default --netuid 2")
        assert done_["msg"] == f"Registered on 2 with UID {uid}", done_
    shown = btcli("subnets show --netuid 2")
    assert [one["hotkey"] for one in sorted(shown["uids"], key=lambda one: one["uid"])] == [ALICE, VALIDATOR, CHARLIE]
    assert shown["owner"] == ALICE and shown["mechanism_count"] == 1


@step("wallet set-identity, get-identity")
def _():
    fields = {
        "name": "Bob",
        "url": "https://example.com",
        "github_repo": "https://github.com/a/b",
        "image": "https://example.com/i.png",
        "discord": "bob",
        "description": "words",
        "additional": "more",
    }
    done(
        "wallet set-identity --wallet-name bob --id-name Bob --web-url https://example.com --image-url"
        " https://example.com/i.png --discord bob --description words --additional more --github https://github.com/a/b"
    )
    assert btcli(f"wallet get-identity --coldkey-ss58 {BOB}") == fields


@step("sudo get, set; subnets hyperparameters")
def _():
    for name, value in (
        ("weights_rate_limit", "0"),
        ("immunity_period", "100"),
        ("min_allowed_weights", "1"),
        ("commit_reveal_weights_enabled", "false"),
        ("tempo", "360"),
        ("activity_cutoff_factor", "10000"),
        ("bonds_reset_enabled", "true"),
    ):
        of = "--wallet-name alice --hotkey default --netuid 2"
        answer = btcli(f"sudo set {of} --parameter {name} --value {value}")
        assert answer["success"], (name, answer)
    read = {one["hyperparameter"]: one["value"] for one in btcli("sudo get --netuid 2")}
    assert read == {one["hyperparameter"]: one["value"] for one in btcli("subnets hyperparameters --netuid 2")}
    told = [read[one] for one in ("weights_rate_limit", "immunity_period", "min_allowed_weights", "tempo")]
    assert told == [0, 100, 1, 360], read
    assert read["commit_reveal_weights_enabled"] is False and read["bonds_reset_enabled"] is True
    assert read["activity_cutoff_factor"] == 10_000 and read["activity_cutoff"] == 3_600


@step("sudo set is refused to who does not own the subnet")
def _():
    refused = btcli("sudo set --wallet-name bob --hotkey default --netuid 2 --parameter immunity_period --value 1")
    assert refused["success"] is False, refused


@step("sudo trim, trigger-epoch")
def _():
    done("sudo trim --wallet-name alice --hotkey default --netuid 2 --max-uids 64")
    done("sudo trigger-epoch --wallet-name alice --hotkey default --netuid 2")
    assert btcli("subnets show --netuid 2")["tempo"]["block_since_last_step"] < 300


@step("subnets mechanisms count, set, split-emissions, emissions")
def _():
    assert btcli("subnets mechanisms count --netuid 2")["count"] == 1
    answer = "y\n"
    done("subnets mechanisms set --wallet-name alice --hotkey default --netuid 2 --mech-count 2", answer)
    assert btcli("subnets mechanisms count --netuid 2")["count"] == 2
    done("subnets mechanisms split-emissions --wallet-name alice --hotkey default --netuid 2 --split 60,40", answer)
    split = btcli("subnets mechanisms emissions --netuid 2")
    assert "60" in json.dumps(split) and "40" in json.dumps(split), split


# Stake


@step("stake add, with and without a limit; list")
def _():
    before = free("bob")
    for way in ("--no-safe-staking", "--safe-staking --rate-tolerance 0.5 --allow-partial-stake"):
        added = btcli(f"stake add --wallet-name bob --hotkey default --netuids 2 --amount 100 {way} --no-mev-protection")
        assert added["staking_success"] == {"2": {VALIDATOR: True}}, added
    assert 200 < before - free("bob") < 200.01
    (held,) = btcli("stake list --wallet-name bob")["stake_info"][VALIDATOR]
    assert held["netuid"] == 2 and held["subnet_name"] == "second" and held["registered"]
    # The pool grows by emission meanwhile, so the price moves; amount, price and value must agree.
    assert held["stake_value"] > 0 and abs(held["stake_value"] * held["rate"] - held["value"]) < 1e-5, held


@step("stake remove, with and without a limit")
def _():
    before = free("bob")
    for way in ("--no-safe-staking", "--safe-staking --rate-tolerance 0.5 --allow-partial-stake"):
        (removed,) = btcli(f"stake remove --wallet-name bob --hotkey default --netuid 2 --amount 10 {way} --no-mev-protection")
        assert removed["success"] and removed["unstake_amount"] == 10.0, removed
    assert free("bob") > before + 15


@step("stake move, transfer")
def _():
    route = f"--wallet-name bob --wallet_hotkey_ss58 {VALIDATOR} --origin-netuid 2 --dest-netuid 2 --no-mev-protection"
    done(f"stake move {route} --dest-ss58 {CHARLIE} --amount 5")
    assert set(btcli("stake list --wallet-name bob")["stake_info"]) == {VALIDATOR, CHARLIE}
    done(f"stake transfer {route} --dest-coldkey {CHARLIE} --amount 5")
    assert VALIDATOR in btcli("stake list --wallet-name charlie")["stake_info"]


@step("stake swap to the root subnet and back")
def _():
    sudo("sudo_set_subtoken_enabled", netuid=0, subtoken_enabled=True)
    for origin, destination, way in ((2, 0, "--no-safe-staking"), (0, 2, "--safe-staking --rate-tolerance 0.5 --allow-partial-stake")):
        done(f"stake swap --wallet-name bob --hotkey default --origin-netuid {origin} --dest-netuid {destination} --amount 2 --no-mev-protection {way}")
    held = {one["netuid"] for one in btcli("stake list --wallet-name bob")["stake_info"][VALIDATOR]}
    assert 2 in held, held


@step("subnets register on the root subnet")
def _():
    answer = btcli("subnets register --wallet-name bob --hotkey default --netuid 0")
    assert answer["success"], answer


@step("stake child set, get, take, revoke")
def _():
    of = "--wallet-name bob --hotkey default --netuid 2"
    assert btcli(f"stake child get {of}") == {}
    assert btcli(f"stake child set {of} --children {CHARLIE} --proportions 0.5")["2"]["success"]
    # Children are children after a pause of 15 blocks, at the end of an epoch.
    sudo("sudo_set_tempo", netuid=2, tempo=10)
    until = block() + 60
    while btcli(f"stake child get {of}") == {}:
        assert block() < until, "no children"
    assert btcli(f"stake child get {of}") == {"2": {CHARLIE: 2**63}}
    assert btcli(f"stake child take {of} --take 0.12")["2"]["success"]
    # Changes of children are limited to one in 150 blocks.
    refused = btcli(f"stake child revoke {of}")["2"]
    if not refused["success"]:
        assert "TxRateLimitExceeded" in refused["error"], refused


@step("stake auto, set-auto")
def _():
    done("stake set-auto --wallet-name charlie --netuid 2", f"{CHARLIE}\n")
    told = btcli("stake auto --wallet-name charlie")["2"]
    # The client cuts the address to its first letter.
    assert told["status"] == "custom" and CHARLIE.startswith(told["destination"]), told


@step("stake set-claim, process-claim")
def _():
    done("stake set-claim keep --wallet-name bob --hotkey default")
    done("stake process-claim --wallet-name bob --hotkey default --netuids 2")


@step("sudo stake-burn")
def _():
    done("sudo stake-burn --wallet-name alice --hotkey default --netuid 2 --amount 1 --no-mev-protection --no-safe-staking")


@step("sudo get-take, set-take")
def _():
    before = btcli("sudo get-take --wallet-name bob --hotkey default")["current_take"]
    assert abs(before - 0.18) < 1e-4
    done("sudo set-take --wallet-name bob --hotkey default --take 0.1")
    assert abs(btcli("sudo get-take --wallet-name bob --hotkey default")["current_take"] - 0.1) < 1e-4


@step("stake remove --unstake-all, and anew")
def _():
    gone = btcli("stake remove --wallet-name bob --hotkey default --unstake-all --no-mev-protection")
    assert gone["success"][VALIDATOR]["success"], gone
    again = btcli("stake add --wallet-name bob --hotkey default --netuids 2 --amount 20 --no-safe-staking --no-mev-protection")
    assert again["staking_success"] == {"2": {VALIDATOR: True}}, again


@step("lock add, list, show, mode; subnets conviction")
def _():
    btcli(f"lock add --wallet-name bob --netuid 2 --hotkey-ss58 {VALIDATOR} --amount 1")
    for seen in ("lock list --wallet-name bob", "lock show --wallet-name bob --netuid 2"):
        (held,) = btcli(seen)["locks"]
        assert held["hotkey"] == VALIDATOR and 0.9e9 < held["locked_alpha_rao"] <= 1e9 and held["mode"] == "decaying", held
    btcli("lock mode --wallet-name bob --netuid 2 --mode perpetual")
    (held,) = btcli("lock list --wallet-name bob")["locks"]
    assert held["mode"] == "perpetual", held
    rows = {one["hotkey"] for one in btcli("subnets conviction --netuid 2")["rows"]}
    assert VALIDATOR in rows, rows


# Neurons


@step("axon set, and a second one at once is refused")
def _():
    assert "Axon set successfully" in text("axon set --wallet-name charlie --hotkey default --netuid 2 --ip 8.8.8.8 --port 8091")
    neurons = btcli("wallet overview --wallet-name charlie")["subnets"][0]["neurons"]
    assert [(one["uid"], one["axon"]) for one in neurons] == [(2, "8.8.8.8:8091")], neurons
    refused = text("axon reset --wallet-name charlie --hotkey default --netuid 2")
    assert "Custom error: 12" in refused, refused


@step("wallet overview")
def _():
    told = btcli("wallet overview --wallet-name bob")
    (subnet,) = [one for one in told["subnets"] if one["netuid"] == 2]
    assert [(one["uid"], one["hotkey_ss58"]) for one in subnet["neurons"]] == [(1, VALIDATOR)]


@step("wallet swap-hotkey")
def _():
    done("wallet swap-hotkey --wallet-name charlie --hotkey default next --netuid 2")
    assert CHARLIE not in [one["hotkey"] for one in btcli("subnets show --netuid 2 --mechanism_id 0")["uids"]]


# Proxies, keys


@step("proxy add, a transfer for another, remove, create")
def _():
    done(f"proxy add --wallet-name bob --delegate {CHARLIE} --proxy-type Any --delay 0")
    before = free("bob")
    done(f"wallet transfer --wallet-name charlie --proxy {BOB} --destination {DAVE} --amount 1")
    assert abs(before - 1 - free("bob")) < 1e-6
    done(f"proxy remove --wallet-name bob --delegate {CHARLIE} --proxy-type Any --delay 0")
    assert done("proxy create --wallet-name bob --proxy-type Any --delay 0 --index 0")["data"]["spawner"] == BOB


@step("wallet swap-coldkey announce, swap-check")
def _():
    new = Keypair.create_from_uri("//Ferdie").ss58_address
    said = text(f"wallet swap-coldkey announce --wallet-name charlie --new-coldkey-ss58 {new} --no-mev-protection")
    assert "Successfully announced" in said, said
    (told,) = btcli(f"wallet swap-check --ss58-address {CHARLIE}")["announcements"]
    assert told["coldkey"] == CHARLIE and told["status"] in ("pending", "ready"), told


@step("crowd list, view dashboard")
def _():
    assert btcli("crowd list")["data"]["total_count"] == 0
    assert "saved" in text(f"view dashboard --wallet-name alice --save-file --dashboard-path {home}")


print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
