import { at } from '../../base/invariant.js';
import { dayMs } from '../../facts/lifecycle.js';
import { formatInstant } from '../../model/instant.js';
import { compileSchedule } from '../schedule/compile.js';
import { deedsBetween } from '../schedule/deeds.js';
import { SimulatedRepository } from './repository.js';
import { sumOfCounts } from './stock.js';
import type {
  BoundSimulation,
  SimulationFrame,
  SimulationQuestion,
  StartingRepository,
} from './types.js';

/**
 * A registry through time: what the schedule brings happens, and the lifecycle policies run at `fromMs` and every
 * `lifecycleEveryMs` after it, a frame a run. What happens at the instant of a run happens before it. Frames are made one
 * at a time, so that the memory it takes is that of what is alive. The same question gives the same frames.
 */
export function simulateFrames(question: SimulationQuestion): Generator<SimulationFrame, void> {
  return new Simulation(question).frames();
}

/** A simulation whose repositories can be looked at between two frames. */
export class Simulation {
  readonly repositories: readonly SimulatedRepository[];
  private readonly question: SimulationQuestion;
  private readonly schedule: BoundSimulation['schedule'];

  constructor(question: SimulationQuestion) {
    const { repositories, schedule } = bindSimulation(question);
    this.question = question;
    this.schedule = schedule;
    this.repositories = repositories.map(
      (start, index) => new SimulatedRepository(start, index, schedule, question.fromMs),
    );
  }

  *frames(): Generator<SimulationFrame, void> {
    const { fromMs, toMs } = this.question;
    const everyMs = everyMsOf(this.question);
    const deeds = deedsBetween(this.schedule, { fromMs, toMs });
    let deed = deeds.next();
    for (let runMs = fromMs; runMs <= toMs; runMs += everyMs) {
      for (; !deed.done && deed.value.atMs <= runMs; deed = deeds.next()) {
        at(this.repositories, deed.value.repository).happen(deed.value);
      }
      const repositories = this.repositories.map((repository) => repository.run(runMs));
      const total = sumOfCounts(repositories);
      yield { at: formatInstant(runMs), atMs: runMs, total, repositories };
    }
  }
}

/** Runs closer than a second say nothing that AWS would do. */
const everyMsMin = 1000;

/** From one run to the next; what is no length of time is a day. */
export function everyMsOf({
  lifecycleEveryMs = dayMs,
}: Pick<SimulationQuestion, 'lifecycleEveryMs'>): number {
  return lifecycleEveryMs > 0 ? Math.max(lifecycleEveryMs, everyMsMin) : dayMs;
}

/** How many frames a simulation has. */
export function frameCountOf(question: SimulationQuestion): number {
  const { fromMs, toMs } = question;
  return toMs < fromMs ? 0 : Math.floor((toMs - fromMs) / everyMsOf(question)) + 1;
}

/** The repositories of a simulation, those included that its schedule creates. */
export function bindSimulation(question: SimulationQuestion): BoundSimulation {
  const { repositories: given, schedule = {}, policyOfNew } = question;
  const names = given.map(({ repositoryName }) => repositoryName);
  const { compiled, repositoryNames, idle } = compileSchedule(schedule, names);
  const registryId = given[0]?.registryId;
  const created = repositoryNames.slice(given.length).map((repositoryName): StartingRepository => {
    return { registryId, repositoryName, images: [], policy: policyOfNew };
  });
  return { repositories: [...given, ...created], schedule: compiled, idle };
}
