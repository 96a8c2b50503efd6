// Weights of Proxy's calls. Mirrors pallets/proxy (weights.rs, SubstrateWeight, and the weight attributes): lists count as
// full. `inner` is the declared weight of the call inside. The class is always Normal; proxy pays if the inner call pays.
import { addWeight, cost, dbReadsWrites, linear, type Weight } from "../../primitives/weight.ts";

/** MaxProxies and MaxPending of the runtime. */
const MAX_PROXIES = 20;
const MAX_PENDING = 75;

/** What was measured, where that is not the weight of a call as it stands. */
export const benchmarks = {
  proxy: (proxies: number) => linear(cost(28_026_265n, 4254n, 3, 1), [proxies, cost(53_205n, 37n)]),
  proxy_announced: (announcements: number, proxies: number) =>
    linear(cost(53_234_507n, 8615n, 5, 3), [announcements, cost(228_831n, 68n)], [proxies, cost(54_037n, 37n)]),
  remove_announcement: (announcements: number, proxies: number) =>
    linear(cost(25_595_226n, 8615n, 2, 2), [announcements, cost(205_163n)], [proxies, cost(40_277n)]),
  reject_announcement: (announcements: number, proxies: number) =>
    linear(cost(26_388_332n, 8615n, 2, 2), [announcements, cost(199_703n)], [proxies, cost(17_846n)]),
  announce: (announcements: number, proxies: number) =>
    linear(cost(34_286_251n, 8615n, 3, 2), [announcements, cost(194_092n)], [proxies, cost(53_615n)]),
  add_proxy: (proxies: number) => linear(cost(25_770_804n, 4254n, 1, 1), [proxies, cost(80_892n)]),
  remove_proxy: (proxies: number) => linear(cost(27_827_049n, 4254n, 1, 2), [proxies, cost(64_054n)]),
  remove_proxies: (proxies: number) => linear(cost(27_407_028n, 4254n, 1, 1), [proxies, cost(55_808n)]),
  create_pure: (proxies: number) => linear(cost(27_853_436n, 4254n, 1, 1), [proxies, cost(20_160n)]),
  kill_pure: (proxies: number) => linear(cost(26_529_087n, 4254n, 1, 1), [proxies, cost(48_014n)]),
  set_real_pays_fee: (proxies: number) => linear(cost(14_259_931n, 4254n, 1, 1), [proxies, cost(42_799n)]),
};

export const weights = {
  proxy: (inner: Weight) => addWeight(benchmarks.proxy(MAX_PROXIES), dbReadsWrites(1, 1), inner),
  add_proxy: benchmarks.add_proxy(MAX_PROXIES),
  remove_proxy: benchmarks.remove_proxy(MAX_PROXIES),
  remove_proxies: benchmarks.remove_proxies(MAX_PROXIES),
  create_pure: benchmarks.create_pure(MAX_PROXIES),
  kill_pure: benchmarks.kill_pure(MAX_PROXIES),
  announce: benchmarks.announce(MAX_PENDING, MAX_PROXIES),
  remove_announcement: benchmarks.remove_announcement(MAX_PENDING, MAX_PROXIES),
  reject_announcement: benchmarks.reject_announcement(MAX_PENDING, MAX_PROXIES),
  proxy_announced: (inner: Weight) =>
    addWeight(benchmarks.proxy_announced(MAX_PENDING, MAX_PROXIES), dbReadsWrites(1, 1), inner),
  // Afterwards: no fee if a deposit changed.
  poke_deposit: cost(46_757_000n, 8615n, 3, 3),
  set_real_pays_fee: benchmarks.set_real_pays_fee(MAX_PROXIES),
};
