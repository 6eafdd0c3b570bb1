import data from './aws-commands.json';
import { type CommandTable, commandTableOf } from './command-table.js';

/** Every command of the AWS CLI of the version that the package has a table of. */
export const commandTable: CommandTable = commandTableOf(data);
