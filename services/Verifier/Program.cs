using System.CommandLine;
using CreditShare.Verifier.Commands;

// Verifies an exchange log from outside: knows the public standards and public keys, and nothing of the services.
var (policy, source) = (new PolicyOptions(), new SourceOptions());
var root = new RootCommand("Verifies a CreditShare exchange log. Ends with 0 (verified), 1 (evidence that it is wrong), 2 (wrong call), 3 (could not be read).")
{
    VerifyCommand.Make(policy, source), ProofCommand.Make(policy), CompareCommand.Make(policy, source), FollowCommand.Make(policy, source),
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? 2 : code;
