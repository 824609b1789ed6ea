using System.Text.RegularExpressions;
using CreditShare.Fuzz.Judging;

namespace CreditShare.Fuzz;

/// <summary>What is wrong with what came of an input.</summary>
/// <param name="Signature">The same for the same fault, whatever the input.</param>
/// <param name="Told">All that is known of it.</param>
internal sealed record Finding(string Signature, string Told);

/// <summary>Reads one input within its limits and judges what came.</summary>
internal static partial class Trial
{
    /// <summary>Longer is a hang.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<(Finding? Finding, Outcome? Outcome)> RunAsync(FuzzInput input, string folder)
    {
        try
        {
            var outcome = await WithinAsync(input.Kind, input.Body, folder);
            if (Oracle.Judge(outcome) is { } wrong)
                return (new($"wrong: {Plain(wrong)}", wrong), outcome);
            if (input is not { Twin: { } twin, Grid: { } grid })
                return (null, outcome);
            var other = await WithinAsync(FileKind.Xlsx, twin, folder);
            return (Oracle.Judge(other) ?? Differential.Judge(grid, outcome, other)) is { } differs ? (new($"wrong: {Plain(differs)}", differs), outcome) : (null, outcome);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            return (new("hang", $"more than {Limit.TotalSeconds} s"), null);
        }
        // Every other exception is what is looked for.
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var at = fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("CreditShare.", StringComparison.Ordinal) && !line.Contains("CreditShare.Fuzz", StringComparison.Ordinal));
            return (new($"crash: {fault.GetType().Name} {Line().Replace(at?.Trim() ?? "", "")}", fault.ToString()), null);
        }
    }

    private static async Task<Outcome> WithinAsync(FileKind kind, byte[] body, string folder)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await Task.Run(() => Reading.ReadAsync(kind, body, folder, limit.Token), CancellationToken.None).WaitAsync(Limit, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>Without what stands in quotes, numbers and what follows the colon.</summary>
    private static string Plain(string wrong) => Quoted().Replace(wrong.StartsWith("personal data came out", StringComparison.Ordinal) ? "personal data came out" : wrong, "…");

    [GeneratedRegex("'[^']*'|[0-9]+|: 【.*|【.*")]
    private static partial Regex Quoted();

    [GeneratedRegex(" in /.*")]
    private static partial Regex Line();
}
