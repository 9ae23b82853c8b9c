# resource "aws_ecr_repository" "old" { name = "never" }
locals {
  keep = jsonencode({
    rules = [{ rulePriority = 9, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }, action = { type = "expire" } }]
  })
}

resource "aws_ecr_repository" "web" {
  name                 = "team/web"
  image_tag_mutability = var.mutability

  image_scanning_configuration {
    scan_on_push = true
  }

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = var.filters
    content {
      filter      = image_tag_mutability_exclusion_filter.value
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_lifecycle_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1 # first
        description  = "Keep ${var.count} images {of them}"
        "selection" = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = var.days
        }
        action = { type = "expire" }
      },
      { rulePriority = 2, selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 100 }, action = { type = "expire" } },
    ]
  })
}

resource "aws_ecr_lifecycle_policy" "local" {
  repository = "team/api"
  policy     = local.keep
}

resource "aws_ecr_repository_policy" "heredoc" {
  repository = aws_ecr_repository.web.id
  policy     = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": { "AWS": "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" },
          "Action": ["ecr:BatchGetImage"],
          "Condition": { "StringLike": { "aws:sourceArn": "arn:aws:lambda:*:*:function:$${aws:PrincipalTag/team}-*" } }
        }
      ]
    }
  EOF
}

data "aws_iam_policy_document" "push" {
  statement {
    sid       = "Push"
    actions   = ["ecr:PutImage", "ecr:InitiateLayerUpload"]
    resources = [aws_ecr_repository.web.arn]
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "push" {
  role   = "build"
  policy = data.aws_iam_policy_document.push.json
}

resource "aws_iam_policy" "file" {
  name   = "file"
  policy = file("${path.module}/policy.json")
}

resource "aws_ecr_registry_policy" "quoted" {
  policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"x\"}]}"
}
