// The functions behind the calls of weights.

import { batchCommitWeights, batchSetWeights } from "./batch_weights.ts";
import {
  commitCrv3MechanismWeights,
  commitMechanismWeightsCall,
  commitTimelockedMechanismWeightsCall,
  commitTimelockedWeights,
  commitWeights,
} from "./commit_weights.ts";
import { batchRevealWeights, revealMechanismWeightsCall, revealWeights } from "./reveal_weights.ts";
import { setMechanismWeightsCall, setWeights } from "./set_weights.ts";

export const weightCalls = {
  set_weights: setWeights,
  set_mechanism_weights: setMechanismWeightsCall,
  batch_set_weights: batchSetWeights,
  commit_weights: commitWeights,
  commit_mechanism_weights: commitMechanismWeightsCall,
  batch_commit_weights: batchCommitWeights,
  commit_timelocked_weights: commitTimelockedWeights,
  commit_timelocked_mechanism_weights: commitTimelockedMechanismWeightsCall,
  commit_crv3_mechanism_weights: commitCrv3MechanismWeights,
  reveal_weights: revealWeights,
  reveal_mechanism_weights: revealMechanismWeightsCall,
  batch_reveal_weights: batchRevealWeights,
};
