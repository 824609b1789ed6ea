using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace CreditShare.Registry.DeadLetters;

/// <summary>
/// <c>dead-letters list | redrive | discard</c> from the command line of the registry's program. It works on broker and store itself, by the registry's settings, so
/// that it also works when no registry runs, which is when it is most wanted.
/// </summary>
public static class DeadLetterCommand
{
    private const string Verb = "dead-letters";

    /// <summary>The account that the log names; the command runs with the registry's own rights.</summary>
    private const string Account = "command-line";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>True if the command line asks for the verb and not for the service.</summary>
    public static bool IsAsked(string[] args) => args is [Verb, ..];

    /// <returns>0; 1 if an id is unknown, a message cannot be sent, or the command line cannot be read.</returns>
    public static Task<int> RunAsync(string[] args, IServiceProvider services)
    {
        var office = services.GetRequiredService<DeadLetterOffice>();
        var ids = new Argument<string[]>("ids") { Description = "Ids of messages.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that lie there now." };
        var reason = new Option<string>("--reason") { Description = "Why; it stays in the exchange log.", Required = true };
        reason.Validators.Add(result =>
        {
            foreach (var fault in new DiscardValidator().Validate(new DiscardRequest(result.GetValueOrDefault<string>())).Errors)
                result.AddError(fault.ErrorMessage.Split('|')[^1]);
        });

        var after = new Option<string>("--after") { Description = "The next page: what the page before it names as next." };
        after.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } place && !DeadLetter.IsPlace(place))
                result.AddError("After --after stands what a page names as next.");
        });

        var list = new Command("list", $"What was set aside, and why: {DeadLetterQueue.MostShown} messages, oldest first.") { after };
        list.SetAction(async (result, ct) => Print(await office.ListAsync(result.GetValue(after), DeadLetterQueue.MostShown, ct), 0));
        var redrive = new Command("redrive", "Send messages again.") { ids, all };
        redrive.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(ids) is { Length: > 0 }))
                result.AddError("Give either ids, or --all.");
        });
        redrive.SetAction(async (result, ct) => Print(await office.RedriveAsync(Account, result.GetValue(all) ? null : result.GetValue(ids), ct)));
        var discarded = new Argument<string[]>("ids") { Description = "Ids of messages.", Arity = ArgumentArity.OneOrMore };
        var discard = new Command("discard", "Throw messages away.") { discarded, reason };
        discard.SetAction(async (result, ct) => Print(await office.DiscardAsync(Account, result.GetValue(discarded)!, result.GetValue(reason)!, ct)));

        return new RootCommand("Messages that were set aside.") { list, redrive, discard }.Parse(args[1..]).InvokeAsync();
    }

    private static int Print(DeadLettersDone done) => Print(done, done.Unknown.Count + done.Stayed.Count == 0 ? 0 : 1);

    private static int Print<T>(T answer, int code)
    {
        Console.WriteLine(JsonSerializer.Serialize(answer, Json));
        return code;
    }
}
