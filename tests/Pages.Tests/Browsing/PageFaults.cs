using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>What went wrong in a visitor's browser that a look at the page need not show: the console's errors, broken rules of the content security policy among them; requests elsewhere; parts missing.</summary>
internal sealed class PageFaults
{
    // The browser says so too, of a page that a test has meant to be refused as well; this class looks at the answers.
    private const string StatusMessage = "Failed to load resource: the server responded with a status of";

    private readonly ConcurrentQueue<string> found = [];
    private readonly HashSet<string> origins;

    /// <param name="context">Of the visitor.</param>
    /// <param name="origins">Which pages may ask.</param>
    public PageFaults(IBrowserContext context, IEnumerable<Uri> origins)
    {
        this.origins = [.. origins.Select(OriginOf)];
        context.Console += (_, message) => Note(message.Type == "error" && !message.Text.StartsWith(StatusMessage, StringComparison.Ordinal), $"console: {message.Text}");
        context.WebError += (_, error) => Note(true, $"script: {error.Error}");
        context.Request += (_, request) => Note(IsElsewhere(request.Url), $"request elsewhere: {request.Url}");
        context.Response += (_, response) => Note(
            response.Status >= 400 && !response.Request.IsNavigationRequest, $"answered {response.Status.ToString(null, null)}: {response.Url}");
    }

    public IReadOnlyCollection<string> Found => found;

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private bool IsElsewhere(string address) => new Uri(address) is { Scheme: "http" or "https" } uri && !origins.Contains(OriginOf(uri));

    private void Note(bool isFault, string what)
    {
        if (isFault)
            found.Enqueue(what);
    }
}
