import { Command, type ErrorOptions, type Option, type ParseOptionsResult } from 'commander';
import { closestName } from '../base/closest-name.js';

/** A command that names everything wrong with the options of a call at once, and what may have been meant. */
export class ToldCommand extends Command {
  private unknownOptions: readonly string[] = [];

  override createCommand(name?: string): Command {
    return new ToldCommand(name);
  }

  override parseOptions(args: string[]): ParseOptionsResult {
    this.demandValues(args);
    const parsed = super.parseOptions(args);
    this.unknownOptions = parsed.unknown.filter((arg) => /^--?[^-\s]/.test(arg));
    return parsed;
  }

  /** An option in the place of a value is another one: the value was forgotten. */
  private demandValues(args: readonly string[]): void {
    for (let i = 0; i < args.length && args[i] !== '--'; i++) {
      const option = this.optionOf(args[i]);
      if (option?.required !== true) continue;
      i += 1;
      if (this.optionOf(args[i]?.split('=', 1)[0]) !== undefined)
        this.error(`error: option '${option.flags}' argument missing`);
    }
  }

  private optionOf(arg: string | undefined): Option | undefined {
    return this.options.find(({ long, short }) => arg !== undefined && [long, short].includes(arg));
  }

  override error(message: string, options?: ErrorOptions): never {
    const isOfOptions = options?.code !== undefined && codesOfOptions.includes(options.code);
    const wrong = isOfOptions ? [...this.strangers(), ...this.missing()] : this.excess(options);
    return super.error(wrong.length === 0 ? message : wrong.join('\n'), options);
  }

  private excess(options?: ErrorOptions): readonly string[] {
    const first = this.args[this.registeredArguments.length];
    if (options?.code !== 'commander.excessArguments' || first === undefined) return [];
    return [`error: '${first}' belongs to no option; put it behind the one that takes it`];
  }

  private strangers(): readonly string[] {
    const known = this.createHelp()
      .visibleOptions(this)
      .flatMap(({ long }) => long ?? []);
    return this.unknownOptions.map((arg) => {
      const [written = arg] = arg.split('=');
      return `error: unknown option '${written}'${didYouMean(known, written)}`;
    });
  }

  private missing(): readonly string[] {
    return this.options
      .filter((one) => one.mandatory && this.getOptionValue(one.attributeName()) === undefined)
      .map(({ flags }) => `error: required option '${flags}' not specified`);
  }
}

const codesOfOptions = ['commander.missingMandatoryOptionValue', 'commander.unknownOption'];

/** What closes a complaint about a name: the one that is written most like it. */
export function didYouMean(names: readonly string[], written: string): string {
  const closest = closestName(names, written);
  return closest === undefined ? '' : `; did you mean ${closest}?`;
}
