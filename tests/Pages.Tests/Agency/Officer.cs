using CreditShare.Pages.Tests.Browsing;
using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Agency;

/// <summary>What an officer does at the agency's pages, in intentions.</summary>
internal static class Officer
{
    /// <summary>Signs in by the button of Development, from the page that was wanted.</summary>
    public static async Task SignInAsOfficerAsync(this Visitor visitor, string agency = "330100-licensing", string wanted = "/agency")
    {
        await visitor.GotoAsync(wanted);
        var form = visitor.Page.Locator("form:has([value^='officer-'])");
        await form.Locator("select").SelectOptionAsync($"officer-{agency}");
        await form.Locator("button").ClickAsync();
    }

    /// <summary>States what a lookup must, and sends it.</summary>
    public static async Task LookUpAsync(this Visitor visitor, string subject, string caseNumber, string purpose = "licensing")
    {
        var form = visitor.Page.Locator("form[action='/agency/lookup']:has(select)");
        await form.Locator("[name=subject]").FillAsync(subject);
        await form.Locator("[name=purpose]").SelectOptionAsync(purpose);
        await form.Locator("[name=caseNumber]").FillAsync(caseNumber);
        await form.Locator("button").ClickAsync();
    }

    /// <summary>The picture of the page, and no barrier on it.</summary>
    public static async Task LookAtAsync(this Visitor visitor, string name)
    {
        await visitor.ShotAsync($"agency-{name}");
        await visitor.CheckBarriersAsync();
    }

    public static Task<string> MainAsync(this Visitor visitor) => visitor.Page.Locator("main").InnerTextAsync();

    /// <summary>Of the one table, or the first.</summary>
    public static ILocator Row(this Visitor visitor, string text) => visitor.Page.Locator("main tbody tr").Filter(new() { HasText = text }).First;
}
