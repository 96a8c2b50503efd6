"""Drives a running devnet with async-substrate-interface, the library under the Bittensor SDK and btcli, unmodified.

Usage: substrate_interface.py ws://127.0.0.1:9944
Prints one line per check and "N passed, N failed"; exit code 1 if anything failed.
"""

import asyncio
import sys
import traceback

from async_substrate_interface import AsyncSubstrateInterface, SubstrateInterface
from async_substrate_interface.errors import SubstrateRequestException
from bittensor_wallet import Keypair

URL = sys.argv[1] if len(sys.argv) > 1 else "ws://127.0.0.1:9944"
ALICE = Keypair.create_from_uri("//Alice")
BOB = Keypair.create_from_uri("//Bob")
STRANGER = Keypair.create_from_uri("//NobodyHasThis")
TAO = 1_000_000_000

passed = failed = 0


def check(what):
    """Runs a check at once and counts it."""

    def run(body):
        global passed, failed
        try:
            outcome = body()
            if asyncio.iscoroutine(outcome):
                asyncio.run(outcome)
            passed += 1
            print(f"ok    {what}")
        except Exception as error:  # a failing check must not hide the others
            failed += 1
            print(f"FAIL  {what}: {error!r}")
            traceback.print_exc()

    return run


def value(of):
    return getattr(of, "value", of)


def free(substrate, who, block_hash=None):
    return value(substrate.query("System", "Account", [who.ss58_address], block_hash=block_hash))["data"]["free"]


substrate = SubstrateInterface(URL, chain_name="Bittensor", ss58_format=42)


@check("names the chain and its properties")
def _():
    assert substrate.rpc_request("system_chain", [])["result"] == "Bittensor"
    assert substrate.rpc_request("system_properties", [])["result"]["tokenSymbol"] == "TAO"
    assert substrate.supports_rpc_method("account_nextIndex")
    assert substrate.supports_rpc_method("state_call")


@check("decodes constants")
def _():
    assert value(substrate.get_constant("Balances", "ExistentialDeposit")) == 500
    assert value(substrate.get_constant("System", "BlockHashCount")) == 2400
    assert value(substrate.get_constant("System", "SS58Prefix")) == 42


@check("reads storage values and maps")
def _():
    assert free(substrate, BOB) == 1_000_000 * TAO
    accounts = {key: value(item)["data"]["free"] for key, item in substrate.query_map("System", "Account", page_size=3)}
    assert len(accounts) >= 11, accounts
    assert value(substrate.query("System", "Account", [STRANGER.ss58_address]))["data"]["free"] == 0
    assert value(substrate.query("Sudo", "Key")) == ALICE.ss58_address


@check("asks many keys at once")
def _():
    keys = [substrate.create_storage_key("System", "Account", [who.ss58_address]) for who in (ALICE, BOB, STRANGER)]
    answers = substrate.query_multi(keys)
    assert len(answers) == 3, answers


@check("calls the runtime")
def _():
    assert value(substrate.runtime_call("AccountNonceApi", "account_nonce", [BOB.ss58_address])) == 0
    slot = value(substrate.runtime_call("AuraApi", "slot_duration", []))
    assert (slot[0] if isinstance(slot, (list, tuple)) else slot) in (250, 12_000), slot


@check("estimates the fee that is then paid, and reads the receipt")
def _():
    before_alice, before_bob = free(substrate, ALICE), free(substrate, BOB)
    call = substrate.compose_call("Balances", "transfer_keep_alive", {"dest": BOB.ss58_address, "value": 3 * TAO})
    estimate = substrate.get_payment_info(call, ALICE)["partial_fee"]
    extrinsic = substrate.create_signed_extrinsic(call, ALICE)
    receipt = substrate.submit_extrinsic(extrinsic, wait_for_inclusion=True)
    assert receipt.is_success, receipt.error_message
    fee = receipt.total_fee_amount
    assert fee == estimate, (fee, estimate)
    assert free(substrate, BOB) == before_bob + 3 * TAO
    assert free(substrate, ALICE) == before_alice - 3 * TAO - fee
    events = [event["event"] for event in substrate.get_events(receipt.block_hash)]
    names = [f"{event['module_id']}.{event['event_id']}" for event in events]
    assert "Balances.Transfer" in names and "TransactionPayment.TransactionFeePaid" in names, names


@check("waits for finality, mortal era")
def _():
    call = substrate.compose_call("Balances", "transfer_allow_death", {"dest": BOB.ss58_address, "value": TAO})
    extrinsic = substrate.create_signed_extrinsic(call, ALICE, era={"period": 128})
    receipt = substrate.submit_extrinsic(extrinsic, wait_for_inclusion=True, wait_for_finalization=True)
    assert receipt.is_success and receipt.finalized
    assert free(substrate, BOB, receipt.block_hash) == free(substrate, BOB)


@check("reads a failed extrinsic's error from metadata")
def _():
    call = substrate.compose_call("Proxy", "add_proxy", {"delegate": ALICE.ss58_address, "proxy_type": "Any", "delay": 0})
    receipt = substrate.submit_extrinsic(substrate.create_signed_extrinsic(call, ALICE), wait_for_inclusion=True)
    assert not receipt.is_success
    assert receipt.error_message["name"] == "NoSelfProxy", receipt.error_message
    assert receipt.error_message["docs"] == ["Cannot add self as proxy."], receipt.error_message


@check("is told why the pool refuses")
def _():
    call = substrate.compose_call("Balances", "transfer_keep_alive", {"dest": BOB.ss58_address, "value": TAO})
    for keypair, nonce, part in ((STRANGER, 0, "Inability to pay some fees"), (ALICE, 0, "outdated")):
        try:
            substrate.submit_extrinsic(substrate.create_signed_extrinsic(call, keypair, nonce=nonce), wait_for_inclusion=True)
            raise AssertionError("the pool accepted it")
        except SubstrateRequestException as error:
            assert part in str(error), str(error)


@check("follows new heads while blocks are made")
def _():
    seen = []

    def handler(header, *_):  # the number of arguments differs between versions of the client
        seen.append(header["header"]["number"])
        return True

    substrate.subscribe_block_headers(handler)
    assert seen and seen[0] >= 3, seen


@check("reads the past")
def _():
    genesis = substrate.get_block_hash(0)
    assert free(substrate, BOB, genesis) == 1_000_000 * TAO
    assert value(substrate.get_block(block_number=1))["header"]["number"] == 1


@check("is served by the asynchronous client too")
async def _():
    async with AsyncSubstrateInterface(URL, chain_name="Bittensor", ss58_format=42) as client:
        before = value(await client.query("System", "Account", [BOB.ss58_address]))["data"]["free"]
        call = await client.compose_call("Balances", "transfer_keep_alive", {"dest": BOB.ss58_address, "value": 7})
        extrinsic = await client.create_signed_extrinsic(call, ALICE, era={"period": 64})
        receipt = await client.submit_extrinsic(extrinsic, wait_for_inclusion=True, wait_for_finalization=True)
        assert await receipt.is_success
        assert value(await client.query("System", "Account", [BOB.ss58_address]))["data"]["free"] == before + 7
        # The estimate is for an immortal transaction; a mortal era takes a byte more, and a byte costs a rao.
        estimate = await client.get_payment_info(call, ALICE)
        assert estimate["partial_fee"] + 1 == await receipt.total_fee_amount


substrate.close()
print(f"{passed} passed, {failed} failed")
sys.exit(0 if failed == 0 else 1)
