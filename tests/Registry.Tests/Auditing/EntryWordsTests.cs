using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditShare.Committee.Pages.Log;
using CreditShare.Domain.Cases;
using CreditShare.Domain.Objections;
using CreditShare.Domain.Records;
using CreditShare.ExchangeLog.Entries;
using CreditShare.Query.Changes;
using CreditShare.Query.Notices;
using CreditShare.Query.Search;
using CreditShare.Query.SubjectSide;
using CreditShare.Query.Watches;
using CreditShare.Storage;

namespace CreditShare.Registry.Tests.Auditing;

/// <summary>Kinds and facts of entries have names; a Chinese reader meets no code word in place of one.</summary>
public sealed class EntryWordsTests
{
    public EntryWordsTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Every_kind_of_entry_has_a_name() => Assert.DoesNotContain(EntryKind.All, kind => KindNames.Of(kind) == kind);

    // Facts of entries that no sample makes; those of the others are looked at on their page.
    [Theory]
    [InlineData("notice")]
    [InlineData("more")]
    [InlineData("city")]
    [InlineData("authorisation")]
    [InlineData("namedCity")]
    [InlineData("reportedBy")]
    [InlineData("objection")]
    public void A_fact_has_a_name(string fact) => Assert.NotEqual(fact, DetailNames.Of(fact));

    [Fact]
    public void A_look_at_cases_is_told_in_words()
    {
        Assert.Equal(("一项联合奖惩措施任务", "全部"), (DetailNames.Value("asked", "one"), DetailNames.Value("state", "all")));
        Assert.DoesNotContain(Enum.GetValues<CaseState>().Select(state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString())), state => DetailNames.Value("state", state) == state);
    }

    // What entries commit to that are neither an answer about one subject nor a record: those have views of their own.
    [Theory]
    [InlineData(typeof(BatchLookupContent))]
    [InlineData(typeof(SearchAnswer))]
    [InlineData(typeof(ChangesAnswer))]
    [InlineData(typeof(CasesAnswer))]
    [InlineData(typeof(NoticePage))]
    [InlineData(typeof(FiledObjection))]
    [InlineData(typeof(ObjectionPage))]
    [InlineData(typeof(OwnAnswer))]
    [InlineData(typeof(InquiryPage))]
    [InlineData(typeof(WatchAnswer))]
    public void Every_member_of_a_content_has_a_name(Type content)
    {
        foreach (var language in (string[])["zh-CN", "en"])
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var members = Types(content, []).SelectMany(type => Members(type).Select(member => ContentField.Spoken(member, Members(type).Contains))).OfType<string>().Where(ContentField.IsShown);
            Assert.DoesNotContain(members, member => ContentField.NameOf(member) == member);
        }
    }

    [Theory]
    [InlineData("zh-CN", """{"330100":["k1","k2"]}""", "杭州市=k1、k2")]
    [InlineData("en", """{"330100":["k1"]}""", "Hangzhou=k1")]
    [InlineData("zh-CN", """[3,17]""", "日志序号=3、17")]
    [InlineData("zh-CN", """{"ground":"样例理由"}""", "理由=样例理由")]
    [InlineData("en", """{"items":[{"key":"330100/A","recordCity":"330100","state":"claimed-late","noteZh":"甲","noteEn":"a","claimBy":"2026-11-03","links":{}}]}""", "What it lists>1>Record=330100/A;City of the record=Hangzhou;State=Claimed late;Note=a;To be claimed by=3 November 2026")]
    [InlineData("zh-CN", """{"items":[{"agency":{"name":"甲","nameEn":"A","city":"330400"},"result":"none-found","list":true}],"next":"/v1/x"}""", "内容>1>用信机构>名称=甲;城市=嘉兴市;结果=未查到;清单查询=是")]
    public void A_content_is_read_in_words(string language, string content, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(said, Said(ContentField.Of(Encoding.UTF8.GetBytes(content), new(House.Seeds))!));

        static string Said(IReadOnlyList<ContentField> fields) => string.Join(';', fields.Select(field => field.Value is { } value ? $"{field.Name}={value}" : $"{field.Name}>{Said(field.Parts)}"));
    }

    [Fact]
    public void What_is_no_json_or_no_form_of_ours_has_no_fields()
    {
        foreach (var content in (string[])["{ no JSON", """{"items":[{"key":"1"},[2]]}"""])
            Assert.Null(ContentField.Of(Encoding.UTF8.GetBytes(content), new(House.Seeds)));
    }

    /// <summary>A type and those of its members that are ours, but for a record's, which is told by its own fields.</summary>
    private static HashSet<Type> Types(Type type, HashSet<Type> seen)
    {
        if (type.IsGenericType)
        {
            foreach (var part in type.GetGenericArguments())
                Types(part, seen);
        }
        else if (type != typeof(CreditRecord) && !type.IsEnum && type.Namespace!.StartsWith("CreditShare", StringComparison.Ordinal) && seen.Add(type))
        {
            foreach (var member in type.GetProperties().Where(member => ContentField.IsShown(JsonNamingPolicy.CamelCase.ConvertName(member.Name))))
                Types(member.PropertyType, seen);
        }
        return seen;
    }

    private static List<string> Members(Type type) =>
        [.. type.GetProperties().Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name))];

    [Fact]
    public void Whether_there_is_more_is_said_in_words() => Assert.Equal("是", DetailNames.Value("more", "true"));
}
