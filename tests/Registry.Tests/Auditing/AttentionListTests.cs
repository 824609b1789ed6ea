using System.Globalization;
using System.Net;
using CreditShare.Committee.Pages.Overview;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>That nothing needs attention is said only when all was looked at.</summary>
public sealed class AttentionListTests
{
    private const string AllClear = "目前没有需要关注的事项";
    private const string Counting = "任务正在统计，逾期未认领的未计入";

    public AttentionListTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Theory]
    [InlineData(true, 0, AllClear, Counting)]
    [InlineData(false, 0, Counting, AllClear)]
    [InlineData(false, 1, Counting, AllClear)]
    [InlineData(true, 1, "杭州市", AllClear)]
    public async Task While_cases_are_counted_nobody_is_told_that_all_is_well(bool counted, int items, string said, string unsaid)
    {
        var text = await TextAsync(counted, [.. Enumerable.Repeat(new AttentionItem("杭州市：上月和本月没有报送", "", "/committee/cities/330100"), items)]);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(bool counted, IReadOnlyList<AttentionItem> items)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(AttentionList.Items)] = items, [nameof(AttentionList.CasesCounted)] = counted });
        return await renderer.Dispatcher.InvokeAsync(async () => WebUtility.HtmlDecode((await renderer.RenderComponentAsync<AttentionList>(parameters)).ToHtmlString()));
    }
}
