"""A subnet's life on a fresh fast-blocks devnet, through the Bittensor SDK, unmodified.

Creates and starts a subnet, registers neurons, stakes, sets weights directly and by commit and reveal, waits for epochs,
reads metagraph and dynamic info, unstakes.

Usage: economy.py ws://127.0.0.1:9944
"""

import sys
import tempfile
import time
import traceback

import bittensor
import numpy
from bittensor.utils.weight_utils import convert_and_normalize_weights_and_uids
from bittensor_wallet import Keypair, Wallet

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
passed = failed = 0
home = tempfile.mkdtemp(prefix="taolab-wallets-")


def wallet(name, hotkey=None):
    """A wallet whose coldkey is //name and whose hotkey is //name_hk or //hotkey."""
    hotkey = hotkey or f"{name}_hk"
    made = Wallet(name=name.lower(), hotkey=hotkey.lower(), path=home)
    cold = Keypair.create_from_uri(f"//{name}")
    made.set_coldkey(keypair=cold, encrypt=False, overwrite=True)
    made.set_coldkeypub(keypair=cold, encrypt=False, overwrite=True)
    made.set_hotkey(keypair=Keypair.create_from_uri(f"//{hotkey}"), encrypt=False, overwrite=True)
    return made


def step(what):
    """Runs a step at once; a failing step ends the run, since the next ones build on it."""

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
            print(f"{passed} passed, {failed} failed")
            sys.exit(1)

    return run


sub = bittensor.Subtensor(network=URL)
alice = wallet("Alice")
bob = [wallet("Bob", f"validator{i}") for i in range(3)]
charlie = [wallet("Charlie", f"miner{i}") for i in range(8)]
netuid = sub.get_total_subnets()


def ok(response):
    assert response.success, response.message
    return response


def sudo(function, **params):
    call = sub.substrate.compose_call("AdminUtils", function, params)
    outer = sub.substrate.compose_call("Sudo", "sudo", {"call": call})
    response = ok(sub.sign_and_send_extrinsic(outer, alice, wait_for_inclusion=True, wait_for_finalization=False))
    events = [event["event"] for event in sub.substrate.get_events(response.extrinsic_receipt.block_hash)]
    results = [event["attributes"]["sudo_result"] for event in events if event["event_id"] == "Sudid"]
    assert results and "Ok" in results[0], (function, results)


def uid_of(one):
    return sub.get_uid_for_hotkey_on_subnet(one.hotkey.ss58_address, netuid)


def after_epoch():
    """Waits for the first block after the next epoch of the subnet."""

    def last():
        found = sub.query_subtensor("LastEpochBlock", params=[netuid])
        return getattr(found, "value", found)

    before = last()
    while last() == before:
        sub.wait_for_block(sub.block + 1)


@step("knows the chain")
def _():
    assert sub.is_fast_blocks()
    assert sub.get_existential_deposit().rao == 500
    assert sub.get_total_subnets() == 2


@step("creates a subnet for the price that the chain names")
def _():
    cost = sub.get_subnet_burn_cost()
    before = sub.get_balance(alice.coldkey.ss58_address)
    response = ok(sub.register_subnet(alice))
    assert sub.subnet_exists(netuid)
    paid = before - sub.get_balance(alice.coldkey.ss58_address)
    assert paid.rao == cost.rao + response.extrinsic_fee.rao, (paid, cost, response.extrinsic_fee)
    assert sub.get_subnet_owner_hotkey(netuid) == alice.hotkey.ss58_address


@step("starts it")
def _():
    ok(sub.start_call(alice, netuid))
    assert sub.is_subnet_active(netuid)
    # With a tempo of 10 the window in which settings are frozen, 10 blocks long, would never end.
    sudo("sudo_set_admin_freeze_window", window=0)
    sudo("sudo_set_subnet_emission_enabled", netuid=netuid, enabled=True)
    sudo("sudo_set_weights_set_rate_limit", netuid=netuid, weights_set_rate_limit=0)
    sudo("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=False)


@step("registers three validators and eight miners")
def _():
    for one in bob + charlie:
        ok(sub.burned_register(one, netuid))
    assert sub.subnetwork_n(netuid) == 12
    assert uid_of(bob[0]) == 1 and uid_of(charlie[7]) == 11


@step("stakes through the pool")
def _():
    for i, one in enumerate(bob):
        before = sub.get_balance(one.coldkey.ss58_address)
        amount = bittensor.Balance.from_tao(100 + 10 * i)
        response = ok(sub.add_stake(one, netuid, one.hotkey.ss58_address, amount, mev_protection=False))
        after = sub.get_balance(one.coldkey.ss58_address)
        assert (before - after).rao == amount.rao + response.extrinsic_fee.rao, (before, after, response.extrinsic_fee)
        assert sub.get_stake(one.coldkey.ss58_address, one.hotkey.ss58_address, netuid).rao > 0


@step("stakes in a shielded transaction")
def _():
    one = bob[0]
    place = (one.coldkey.ss58_address, one.hotkey.ss58_address, netuid)
    before = sub.get_stake(*place)
    amount = bittensor.Balance.from_tao(1)
    response = ok(sub.add_stake(one, netuid, one.hotkey.ss58_address, amount, mev_protection=True))
    assert response.mev_extrinsic.is_success, response.mev_extrinsic.error_message
    assert sub.get_stake(*place).rao > before.rao


@step("waits until the validators have their permits")
def _():
    for _ in range(60):
        if all(sub.get_subnet_validator_permits(netuid)[uid_of(one)] for one in bob):
            return
        sub.wait_for_block(sub.block + 2)
    raise AssertionError(sub.get_subnet_validator_permits(netuid))


@step("sets weights: good miners, a poor one, and a validator that disagrees")
def _():
    miners = [uid_of(one) for one in charlie]
    good = [1.0] * 7 + [0.05]
    odd = [0.0] * 7 + [1.0]
    for one, weights in zip(bob, (good, good, odd)):
        ok(sub.set_weights(one, netuid, numpy.array(miners), numpy.array(weights), wait_for_finalization=False))
    rows = dict(sub.weights(netuid))
    assert set(rows) == {uid_of(one) for one in bob}, rows


@step("passes five epochs")
def _():
    tempo = sub.tempo(netuid)
    sub.wait_for_block(sub.block + 5 * tempo + 2)


@step("reads a metagraph in which the good earn more than the poor, and the lone dissenter loses trust")
def _():
    meta = sub.metagraph(netuid, lite=False)
    assert meta.n.item() == 12
    assert list(meta.hotkeys)[uid_of(bob[0])] == bob[0].hotkey.ss58_address
    incentive = [float(meta.I[uid_of(one)]) for one in charlie]
    assert min(incentive[:7]) > incentive[7], incentive
    assert abs(sum(float(one) for one in meta.I) - 1) < 0.01
    trust = [float(meta.Tv[uid_of(one)]) for one in bob]
    assert trust[0] > trust[2] and trust[1] > trust[2], trust
    dividends = [float(meta.D[uid_of(one)]) for one in bob]
    assert dividends[0] > 0 and dividends[1] > 0, dividends
    assert sum(float(one) for one in meta.E) > 0


@step("agrees with itself: metagraph info, dynamic info, stake info, storage")
def _():
    info = sub.get_metagraph_info(netuid)
    dynamic = sub.subnet(netuid)
    assert info.num_uids == 12 and info.netuid == netuid == dynamic.netuid
    assert info.owner_coldkey == alice.coldkey.ss58_address == dynamic.owner_coldkey
    assert abs(dynamic.price.tao - dynamic.tao_in.tao / dynamic.alpha_in.tao) < 1e-3
    assert netuid in [one.netuid for one in sub.all_subnets()]
    stakes = {(one.hotkey_ss58, one.netuid): one.stake.rao for one in sub.get_stake_info_for_coldkey(bob[0].coldkey.ss58_address)}
    for one in bob:
        assert stakes[(one.hotkey.ss58_address, netuid)] == sub.get_stake(one.coldkey.ss58_address, one.hotkey.ss58_address, netuid).rao
    neurons = sub.neurons_lite(netuid)
    assert [one.hotkey for one in neurons] == list(info.hotkeys)


@step("commits weights and reveals them")
def _():
    sudo("sudo_set_commit_reveal_weights_enabled", netuid=netuid, enabled=True)
    miners, salt = [uid_of(one) for one in charlie], [1, 2, 3, 4]
    # The SDK scales weights when it reveals but not when it commits, so what is committed must be scaled already.
    uids, weights = convert_and_normalize_weights_and_uids(numpy.array(miners), numpy.array([7, 6, 5, 4, 3, 2, 1, 1], dtype=numpy.float32))
    after_epoch()
    ok(sub.commit_weights(bob[0], netuid, salt, uids, weights, wait_for_finalization=False))
    # What is committed in one epoch is revealed in the next, and in no other.
    after_epoch()
    ok(sub.reveal_weights(bob[0], netuid, uids, weights, salt, wait_for_finalization=False))
    assert len(dict(sub.weights(netuid))[uid_of(bob[0])]) == 8


@step("unstakes, and the TAO is back less the fee")
def _():
    one = bob[1]
    stake = sub.get_stake(one.coldkey.ss58_address, one.hotkey.ss58_address, netuid)
    before = sub.get_balance(one.coldkey.ss58_address)
    ok(sub.unstake(one, netuid, one.hotkey.ss58_address, amount=stake, mev_protection=False))
    assert sub.get_balance(one.coldkey.ss58_address) > before
    left = sub.get_stake(one.coldkey.ss58_address, one.hotkey.ss58_address, netuid)
    assert left.rao < stake.rao / 100, (left, stake)


@step("still answers about the past")
def _():
    assert sub.get_balance(alice.coldkey.ss58_address, block=1).tao >= 999_999
    assert sub.metagraph(1, block=1).n.item() == 1


sub.close()
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
