{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["ecr:BatchGetImage"],
      "Resource": "arn:aws:ecr:${region}:${account_id}:repository/${aws:PrincipalTag/team}/*",
      "Condition": { "StringEquals": { "aws:PrincipalOrgID": ${org_id} } }
    }
  ]
}
