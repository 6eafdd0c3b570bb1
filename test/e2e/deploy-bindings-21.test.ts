import { type CompanyDeployment, startCompany } from './support/company-deployment.js';
import { cdktfWithBindings21 } from './support/core.js';
import { describeDeployment } from './support/describe-deployment.js';
import { stack } from './support/sandbox.js';
import { testLifeOf } from './support/test-life-of-company.js';

/** The provider of the mirror; these bindings were made from 6.25. Nothing here was run against 6.x. */
const providerVersion = '5.100.0';

describeDeployment(`the company example, with bindings 21.22.1 and provider ${providerVersion}`, (tools) => {
  let company: CompanyDeployment;
  beforeAll(async () => {
    company = await startCompany(tools, 'deploy-bindings-21', cdktfWithBindings21);
  });
  afterAll(() => company?.stop());

  testLifeOf(
    () => company,
    () => {
      test('uses the provider that is there, whichever the bindings were made from', () => {
        const versions = company.project.terraform(stack).succeed('version');
        expect(versions).toContain(`hashicorp/aws v${providerVersion}`);
      });
    },
  );
});
