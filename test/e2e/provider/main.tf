# The AWS provider that the deployment tests expect, for `terraform providers mirror`.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
