import type { PageData } from '../page-data.js';
import type { Facts } from './facts.js';

/** What every section of the page is given: the data, and what all of them need to show it. */
export interface Page extends Facts {
  readonly data: PageData;
}
