// The well-known development accounts: public keys of the seeds //Name as subkey derives them.

import { type AccountId, accountId } from "../runtime/primitives/ids.ts";

const of = (sr25519: string, ed25519: string) => ({ account: accountId(`0x${sr25519}`), ed25519 });
/** sr25519 key as the account, and the ed25519 key of the same seed. */
export const DEV_ACCOUNTS = {
  Alice: of(
    "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
    "88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee",
  ),
  Bob: of(
    "8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48",
    "d17c2d7823ebf260fd138f2d7e27d114c0145d968b5ff5006125f2414fadae69",
  ),
  Charlie: of(
    "90b5ab205c6974c9ea841be688864633dc9ca8a357843eeacf2314649965fe22",
    "439660b36c6c03afafca027b910b4fecf99801834c62a5e6006f27d978de234f",
  ),
  Dave: of(
    "306721211d5404bd9da88e0204360a1a9ab8b87c66c1bc2fcdd37f3c2222cc20",
    "5e639b43e0052c47447dac87d6fd2b6ec50bdd4d0f614e4299c665249bbd09d9",
  ),
  Eve: of(
    "e659a7a1628cdd93febc04a4e0646ea20e9f5f0ce097d9a05290d4a9e054df4e",
    "1dfe3e22cc0d45c70779c1095f7489a8ef3cf52d62fbd8c2fa38c9f1723502b5",
  ),
  Ferdie: of(
    "1cbd2d43530a44705ad088af313e18f80b53ef16b36177cd4b77b846f2a5f07c",
    "568cb4a574c6d178feb39c27dfc8b3f789e5f5423e19c71633c748b9acf086b5",
  ),
  One: of(
    "ac859f8a216eeb1b320b4c76d118da3d7407fa523484d0a980126d3b4d0d220a",
    "16f97016bbea8f7b45ae6757b49efc1080accc175d8f018f9ba719b60b0815e4",
  ),
  Two: of(
    "1254f7017f0b8347ce7ab14f96d818802e7e9e0c0d1b7c9acb3c726b080e7a03",
    "5079bcd20fd97d7d2f752c4607012600b401950260a91821f73e692071c82bf5",
  ),
  Three: of(
    "9026941b7aa2328a8c5ea4e25bb747a2bf92a066fae0cc3722faf58cf44d3502",
    "ecccf9cddf1b329b7c6554e78b0a34ba760de390e351b0ee450a42955fb18470",
  ),
} as const;
export type DevAccount = keyof typeof DEV_ACCOUNTS;
export const devAccount = (name: DevAccount): AccountId => DEV_ACCOUNTS[name].account;
