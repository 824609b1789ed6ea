using System.Text;
using CreditShare.Domain.Records;
using CreditShare.Testing;

namespace CreditShare.Domain.Tests.Records;

public sealed class RecordJsonTests
{
    [Fact]
    public void The_canonical_bytes_of_a_penalty_are_these()
    {
        var record = Some.Penalty() with { Subject = new("样例公司𠮷", "91330106000000017P") };
        Assert.Equal(
            $$$"""{"sourceId":"P-1","change":"submit","kind":"penalty","item":"GEN-03","subject":{"name":"样例公司\uD842\uDFB7","code":"91330106000000017P"},"authority":{"name":"杭州市生态环境局（样例）","code":"{{{Some.Authority.Code}}}"},"documentNumber":"杭样罚〔2026〕1号","legalBasis":"《中华人民共和国行政处罚法》第二十八条","decidedOn":"2026-06-01","penalty":{"offenceType":"未按规定公示","facts":"经催告仍未公示。","kinds":["fine"],"content":"处罚款。","fine":20000}}""",
            Encoding.UTF8.GetString(RecordJson.Write(record)));
    }

    [Fact]
    public void What_is_read_is_written_to_the_same_bytes()
    {
        foreach (var record in (CreditRecord[])[Some.Penalty(), Some.Licence(), Some.Honour(), Some.Listing()])
        {
            var bytes = RecordJson.Write(record);
            Assert.Equal(bytes, RecordJson.Write(RecordJson.Read(bytes)));
        }
    }
}
