using System.Collections.Immutable;
using System.Text;
using CreditShare.ExchangeLog.Entries;
using CreditShare.ExchangeLog.Merkle;

namespace CreditShare.ExchangeLog.Tests.Entries;

public sealed class EntryEncodingTests
{
    private static readonly LogEntry Smallest = new()
    {
        Kind = EntryKind.LogRead,
        Id = "0199",
        At = new(2026, 8, 15, 1, 2, 3, 45, TimeSpan.Zero),
        Actor = new(null, null, "auditor"),
        Blind = Blind.FromBytes(Some.Bytes(0, 16)),
    };

    private static readonly LogEntry Full = Smallest with
    {
        Kind = EntryKind.RecordDecided,
        Actor = new("330100", "11330100", "bureau"),
        Purpose = "procurement",
        Case = "杭政采〔2026〕12号",
        Subject = "91330100MA2AAAAA1X",
        Record = new("330100/a-1", 2),
        Outcome = "rejected",
        Reasons = ["code.check", "date.future"],
        Status = 403,
        Detail = ImmutableDictionary<string, string>.Empty.Add("revision", "7").Add("batch", "b-1").Add("Line", "3"),
        List = new(3, MerkleHash.Parse("2OW+sCN4Rl5/f5AR3+cS/1uxY0Z7v3QgV5eOLrJPdB0=")),
        Commit = Commitment.Of(Some.Bytes(0x40, 32), "record-0"u8),
    };

    [Fact]
    public void The_smallest_entry_has_exactly_these_bytes() => Assert.Equal(
        """{"v":1,"kind":"log.read","id":"0199","at":"2026-08-15T01:02:03.045Z","actor":{"account":"auditor"},"blind":"AAECAwQFBgcICQoLDA0ODw=="}""",
        Encoding.UTF8.GetString(EntryEncoding.Encode(Smallest)));

    [Fact]
    public void The_full_entry_has_exactly_these_bytes() => Assert.Equal(
        """
        {"v":1,"kind":"record.decided","id":"0199","at":"2026-08-15T01:02:03.045Z",
        "actor":{"city":"330100","agency":"11330100","account":"bureau"},
        "purpose":"procurement","case":"杭政采〔2026〕12号","subject":"91330100MA2AAAAA1X","record":{"key":"330100/a-1","version":2},
        "outcome":"rejected","reasons":["code.check","date.future"],"status":403,"detail":{"Line":"3","batch":"b-1","revision":"7"},
        "list":{"count":3,"root":"2OW+sCN4Rl5/f5AR3+cS/1uxY0Z7v3QgV5eOLrJPdB0="},
        "commit":"KPz8RscRQm31xT2VGar206eI8BDVL3czpCeL6DnU+cI=","blind":"AAECAwQFBgcICQoLDA0ODw=="}
        """.ReplaceLineEndings(""),
        Encoding.UTF8.GetString(EntryEncoding.Encode(Full)));

    [Fact]
    public void An_entry_read_says_what_was_written()
    {
        foreach (var entry in new[] { Smallest, Full })
        {
            Assert.True(EntryEncoding.TryDecode(EntryEncoding.Encode(entry), out var read));
            Assert.Equal(EntryEncoding.Encode(entry), EntryEncoding.Encode(read));
            Assert.Equal((entry.At, entry.Actor, entry.Record, entry.List, entry.Commit, entry.Blind), (read.At, read.Actor, read.Record, read.List, read.Commit, read.Blind));
            Assert.Equal(entry.Reasons, read.Reasons);
            Assert.Equal(entry.Detail.OrderBy(d => d.Key), read.Detail.OrderBy(d => d.Key));
        }
    }

    [Fact]
    public void The_instant_is_written_in_UTC_and_cut_to_milliseconds()
    {
        var entry = Smallest with { At = new DateTimeOffset(2026, 8, 15, 9, 2, 3, 45, TimeSpan.FromHours(8)).AddTicks(9999) };
        Assert.Equal(EntryEncoding.Encode(Smallest), EntryEncoding.Encode(entry));
    }

    [Fact]
    public void The_order_in_which_details_were_added_does_not_show()
    {
        var turned = Full with { Detail = ImmutableDictionary<string, string>.Empty.Add("Line", "3").Add("batch", "b-1").Add("revision", "7") };
        Assert.Equal(EntryEncoding.Encode(Full), EntryEncoding.Encode(turned));
    }

    [Fact]
    public void Members_that_a_later_version_added_are_passed_over()
    {
        var text = Encoding.UTF8.GetString(EntryEncoding.Encode(Full));
        var later = text.Replace("\"kind\"", "\"new\":{\"a\":[1,null,{}]},\"kind\"", StringComparison.Ordinal)
            .Replace("\"city\"", "\"newer\":null,\"city\"", StringComparison.Ordinal);
        Assert.True(EntryEncoding.TryDecode(Some.Utf8(later), out var read));
        Assert.Equal(EntryEncoding.Encode(Full), EntryEncoding.Encode(read));
    }

    [Theory]
    [InlineData("{\"v\":1,", "{\"v\":2,")]
    [InlineData("{\"v\":1,", "{")]
    [InlineData("{\"v\":1,", "{\"v\":1,\"v\":1,")]
    [InlineData("{\"v\":1,", "{\"v\":\"1\",")]
    [InlineData("{\"v\":1,", "[{\"v\":1,")]
    [InlineData("{\"v\":1,", "\ufeff{\"v\":1,")]
    [InlineData("\"log.read\"", "null")]
    [InlineData("\"log.read\"", "7")]
    [InlineData("\"id\"", "\"Id\"")]
    [InlineData("\"at\"", "\"At\"")]
    [InlineData("2026-08-15T", "2026-08-32T")]
    [InlineData("{\"account\":\"auditor\"}", "{}")]
    [InlineData("{\"account\":\"auditor\"}", "\"auditor\"")]
    [InlineData("\"blind\":\"AAEC", "\"blind\":\"AA")]
    [InlineData("\"blind\"", "\"commit\"")]
    [InlineData("==\"}", "==\"")]
    [InlineData("==\"}", "==\"}x")]
    [InlineData("==\"}", "==\"}{}")]
    public void What_is_no_entry_is_refused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(EntryEncoding.Encode(Smallest));
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.False(EntryEncoding.TryDecode(Some.Utf8(text.Replace(part, instead, StringComparison.Ordinal)), out _));
    }

    [Fact]
    public void An_entry_of_16_KiB_is_written_and_a_byte_more_refused()
    {
        var spare = EntryEncoding.Longest - EntryEncoding.Encode(Smallest with { Case = "" }).Length;
        var longest = EntryEncoding.Encode(Smallest with { Case = new('a', spare) });
        Assert.Equal(EntryEncoding.Longest, longest.Length);
        Assert.True(EntryEncoding.TryDecode(longest, out _));
        Assert.False(EntryEncoding.TryDecode([.. longest[..^1], (byte)' ', (byte)'}'], out _));
        Assert.Throws<ArgumentException>(() => EntryEncoding.Encode(Smallest with { Case = new('a', spare + 1) }));
    }
}
