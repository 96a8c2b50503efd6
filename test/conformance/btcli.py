"""The walk of a subnet's developer on a fresh fast-blocks devnet, through btcli, unmodified.

Every command runs as its users run it: the entry point of the installed package, in a process and a home of its own. The
package is loaded once and forked for each command, since loading takes longer than the commands.

Transactions are shielded wherever the client shields them by default: sealed to the key that the chain announces.

Left out, because the client fails on the reference's own chain of this version as well: `weights commit` (asks for storage
that no runtime has; what it would send is sent without it, so that `weights reveal` finds it), `sudo proposals`, `sudo
senate` and `sudo senate-vote` (pallets that are gone).

Usage: btcli.py ws://127.0.0.1:9944
"""

import hashlib
import json
import os
import shlex
import signal
import struct
import sys
import tempfile
import time
import traceback
import urllib.request

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
            signal.alarm(300)
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


def chain():
    return SubstrateInterface(url=URL, ss58_format=42, chain_name="Bittensor")


def send(uri, compose):
    with chain() as node:
        signed = node.create_signed_extrinsic(compose(node), Keypair.create_from_uri(uri))
        assert node.submit_extrinsic(signed, wait_for_inclusion=True).is_success


def sudo(function, **params):
    """As root, which btcli can't do."""
    send("//Alice", lambda node: node.compose_call("Sudo", "sudo", {"call": node.compose_call("AdminUtils", function, params)}))


def stored(item, *keys):
    with chain() as node:
        found = node.query("SubtensorModule", item, list(keys))
        return getattr(found, "value", found)


def beside(identifier):
    """Names of the calls in the block of an extrinsic."""
    with chain() as node:
        found = node.get_extrinsics(node.get_block_hash(int(identifier.split("-")[0])))
        return [getattr(one, "value", one)["call"]["call_function"] for one in found]


# What stands in a block before its transactions.
INHERENTS = ["set", "announce_next_key"]


def forward(**goal):
    """Blocks without waiting for them, which only a devnet can make."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "dev_fastForward", "params": [goal]}).encode()
    sent = urllib.request.Request(URL.replace("ws", "http", 1), body, {"content-type": "application/json"})
    with urllib.request.urlopen(sent) as answer:
        told = json.load(answer)
    assert "error" not in told, told


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
    made = done(f"subnets create --wallet-name alice --hotkey default --subnet-name first {IDENTITY}")
    assert made["netuid"] == 2
    shielded = beside(made["extrinsic_identifier"])
    assert shielded == [*INHERENTS, "submit_encrypted", "register_network_with_identity"], shielded
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
        ("max_burn", "50000000000"),
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
    told = [read[one] for one in ("weights_rate_limit", "immunity_period", "min_allowed_weights", "max_burn", "tempo")]
    assert told == [0, 100, 1, 50 * 10**9, 360], read
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
        added = btcli(f"stake add --wallet-name bob --hotkey default --netuids 2 --amount 100 {way}")
        assert added["staking_success"] == {"2": {VALIDATOR: True}}, added
        shielded = beside(added["extrinsic_ids"]["2"][VALIDATOR])
        call = "add_stake" if way == "--no-safe-staking" else "add_stake_limit"
        assert shielded == [*INHERENTS, "submit_encrypted", call], shielded
    assert 200 < before - free("bob") < 200.01
    (held,) = btcli("stake list --wallet-name bob")["stake_info"][VALIDATOR]
    assert held["netuid"] == 2 and held["subnet_name"] == "second" and held["registered"]
    # The pool grows by emission meanwhile, so the price moves; amount, price and value must agree.
    assert held["stake_value"] > 0 and abs(held["stake_value"] * held["rate"] - held["value"]) < 1e-5, held


@step("stake remove, with and without a limit")
def _():
    before = free("bob")
    for way in ("--no-safe-staking", "--safe-staking --rate-tolerance 0.5 --allow-partial-stake"):
        (removed,) = btcli(f"stake remove --wallet-name bob --hotkey default --netuid 2 --amount 10 {way}")
        assert removed["success"] and removed["unstake_amount"] == 10.0, removed
    assert free("bob") > before + 15


@step("stake move, transfer")
def _():
    route = f"--wallet-name bob --wallet_hotkey_ss58 {VALIDATOR} --origin-netuid 2 --dest-netuid 2"
    done(f"stake move {route} --dest-ss58 {CHARLIE} --amount 5")
    assert set(btcli("stake list --wallet-name bob")["stake_info"]) == {VALIDATOR, CHARLIE}
    done(f"stake transfer {route} --dest-coldkey {CHARLIE} --amount 5")
    assert VALIDATOR in btcli("stake list --wallet-name charlie")["stake_info"]


@step("stake swap to the root subnet and back")
def _():
    sudo("sudo_set_subtoken_enabled", netuid=0, subtoken_enabled=True)
    for origin, destination, way in ((2, 0, "--no-safe-staking"), (0, 2, "--safe-staking --rate-tolerance 0.5 --allow-partial-stake")):
        done(f"stake swap --wallet-name bob --hotkey default --origin-netuid {origin} --dest-netuid {destination} --amount 2 {way}")
    held = {one["netuid"] for one in btcli("stake list --wallet-name bob")["stake_info"][VALIDATOR]}
    assert 2 in held, held


@step("subnets register on the root subnet")
def _():
    answer = btcli("subnets register --wallet-name bob --hotkey default --netuid 0")
    assert answer["success"], answer


@step("stake child set, get, take, revoke")
def _():
    def settled():
        forward(blocks=16)
        forward(epoch=2)
        forward(blocks=1)

    of = "--wallet-name bob --hotkey default --netuid 2"
    assert btcli(f"stake child get {of}") == {}
    assert btcli(f"stake child set {of} --children {CHARLIE} --proportions 0.5")["2"]["success"]
    # Children are children after a pause of 15 blocks, at the end of an epoch.
    settled()
    assert btcli(f"stake child get {of}") == {"2": {CHARLIE: 2**63}}
    assert btcli(f"stake child take {of} --take 0.12")["2"]["success"]
    # Changes of children are limited to one in 150 blocks.
    forward(blocks=150)
    revoked = btcli(f"stake child revoke {of}")["2"]
    assert revoked["success"], revoked
    settled()
    assert btcli(f"stake child get {of}") == {}


@step("stake auto, set-auto")
def _():
    done("stake set-auto --wallet-name charlie --netuid 2", f"{CHARLIE}\n")
    told = btcli("stake auto --wallet-name charlie")["2"]
    # The client cuts the address to its first letter; the chain has it all.
    assert told["status"] == "custom" and told["destination"] == CHARLIE[0], told
    assert stored("AutoStakeDestination", CHARLIE, 2) == CHARLIE


@step("stake set-claim, process-claim")
def _():
    done("stake set-claim keep --wallet-name bob --hotkey default")
    done("stake process-claim --wallet-name bob --hotkey default --netuids 2")


@step("sudo stake-burn")
def _():
    done("sudo stake-burn --wallet-name alice --hotkey default --netuid 2 --amount 1 --no-safe-staking")


@step("sudo get-take, set-take")
def _():
    before = btcli("sudo get-take --wallet-name bob --hotkey default")["current_take"]
    assert abs(before - 0.18) < 1e-4
    done("sudo set-take --wallet-name bob --hotkey default --take 0.1")
    assert abs(btcli("sudo get-take --wallet-name bob --hotkey default")["current_take"] - 0.1) < 1e-4


@step("stake remove --unstake-all, and anew")
def _():
    gone = btcli("stake remove --wallet-name bob --hotkey default --unstake-all")
    assert gone["success"][VALIDATOR]["success"], gone
    again = btcli("stake add --wallet-name bob --hotkey default --netuids 2 --amount 20 --no-safe-staking")
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


@step("weights reveal")
def _():
    of = "--wallet-name alice --hotkey default --netuid 2"
    assert btcli(f"sudo set {of} --parameter commit_reveal_weights_enabled --value true")["success"]
    salt = [163, 241, 217, 11, 161, 142, 147, 189]
    listed = lambda numbers: bytes([4 * len(numbers)]) + struct.pack(f"<{len(numbers)}H", *numbers)  # noqa: E731
    committed = (
        Keypair.create_from_uri("//Validator").public_key
        + struct.pack("<H", 2)
        + listed([0, 2])
        + listed([65_535, 65_535])
        + listed(salt)
        + struct.pack("<Q", cli.__version_as_int__)
    )
    digest = "0x" + hashlib.blake2b(committed, digest_size=32).hexdigest()
    fields = {"netuid": 2, "commit_hash": digest}
    send("//Validator", lambda node: node.compose_call("SubtensorModule", "commit_weights", fields))
    forward(epoch=2)
    done(
        "weights reveal --wallet-name bob --hotkey default --netuid 2 --uids 0,2 --weights 1,1 --salt "
        + ",".join(map(str, salt))
    )
    assert stored("Weights", 2, 1) == [(0, 65_535), (2, 65_535)]


@step("wallet overview")
def _():
    told = btcli("wallet overview --wallet-name bob")
    (subnet,) = [one for one in told["subnets"] if one["netuid"] == 2]
    assert [(one["uid"], one["hotkey_ss58"]) for one in subnet["neurons"]] == [(1, VALIDATOR)]


@step("wallet swap-hotkey")
def _():
    done("wallet swap-hotkey --wallet-name charlie --hotkey default next --netuid 2")
    assert CHARLIE not in [one["hotkey"] for one in btcli("subnets show --netuid 2 --mechanism_id 0")["uids"]]


# Crowdloans


@step("crowd create, contribute, withdraw, update, contributors, info, finalize")
def _():
    assert btcli("crowd list")["data"]["total_count"] == 0
    of, terms = "--wallet-name alice --hotkey default", "--deposit 10 --min-contribution 1 --cap 100 --fundraising"
    target = Keypair.create_from_uri("//Eve").ss58_address
    before = btcli(f"wallet balance --ss58-address {target}")["totals"]["free"]
    done(f"crowd create {of} {terms} --duration 5000 --target-address {target}")
    for name, amount in (("bob", 50), ("charlie", 20)):
        given = done(f"crowd contribute --wallet-name {name} --hotkey default --id 0 --amount {amount}")["data"]
        assert given["contribution_amount"] == amount and not given["adjusted"], given
    left = done("crowd withdraw --wallet-name charlie --hotkey default --id 0")["data"]
    assert left["withdrawal_amount"] == 20 and left["crowdloan"]["raised_after"] == 60, left
    done(f"crowd update {of} --id 0 --cap 61")
    # Only as much is taken as the cap has room for.
    given = done("crowd contribute --wallet-name charlie --hotkey default --id 0 --amount 20")["data"]
    assert given["contribution_amount"] == 1 and given["adjusted"] and given["cap_reached"], given
    shares = {one["address"]: one["contribution_tao"] for one in btcli("crowd contributors --id 0")["data"]["contributors"]}
    assert shares == {ALICE: 10, BOB: 50, CHARLIE: 1}, shares
    told = btcli(f"crowd info {of} --id 0")["data"]
    assert (told["raised"], told["cap"], told["creator"]) == (61, 61, ALICE), told
    done(f"crowd finalize {of} --id 0")
    assert btcli(f"wallet balance --ss58-address {target}")["totals"]["free"] == before + 61


@step("crowd refund, dissolve")
def _():
    of, terms = "--wallet-name alice --hotkey default", "--deposit 10 --min-contribution 1 --cap 100 --fundraising"
    done(f"crowd create {of} {terms} --duration 200 --target-address {DAVE}")
    before = free("bob")
    done("crowd contribute --wallet-name bob --hotkey default --id 1 --amount 5")
    forward(blocks=200)
    assert done(f"crowd refund {of} --id 1")["data"]["amount_refunded"] == 5
    assert 0 < before - free("bob") < 0.01
    done(f"crowd dissolve {of} --id 1")
    assert [one["id"] for one in btcli("crowd list")["data"]["crowdloans"]] == [0]


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
    said = text(f"wallet swap-coldkey announce --wallet-name charlie --new-coldkey-ss58 {new}")
    assert "Successfully announced" in said, said
    (told,) = btcli(f"wallet swap-check --ss58-address {CHARLIE}")["announcements"]
    assert told["coldkey"] == CHARLIE and told["status"] in ("pending", "ready"), told


@step("view dashboard")
def _():
    assert "saved" in text(f"view dashboard --wallet-name alice --save-file --dashboard-path {home}")


print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
