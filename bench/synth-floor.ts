// The floor: Node, started as the app's command starts it, loads cdktf, zod, yaml and the classes of
// the AWS provider that are used, and synthesizes a stack without resources.
import './app-command.js';
import '@cdktf/provider-aws/lib/data-aws-organizations-organization/index.js';
import '@cdktf/provider-aws/lib/organizations-policy/index.js';
import '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import 'yaml';
import 'zod';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'floor');
new LocalBackend(stack, { path: 'terraform.floor.tfstate' });
new AwsProvider(stack, 'aws', { region: 'us-east-1' });
app.synth();
