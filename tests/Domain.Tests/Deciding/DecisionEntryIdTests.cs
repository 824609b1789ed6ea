using CreditShare.Domain.Deciding;

namespace CreditShare.Domain.Tests.Deciding;

public sealed class DecisionEntryIdTests
{
    [Fact]
    public void An_id_that_is_written_reads_as_what_it_was_made_of()
    {
        var id = new DecisionEntryId("330100", "01a217229ce97437a520d4b296f4c49b", 3, 120);
        Assert.Equal("330100-01a217229ce97437a520d4b296f4c49b.3.120", id.ToString());
        Assert.Equal(id, DecisionEntryId.Read(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lookup-01a216b8d96676ed802802b156e16d9c")]
    [InlineData("330100-01a217229ce97437a520d4b296f4c49b.3")]
    [InlineData("330100-01a217229ce97437a520d4b296f4c49b.3.x")]
    [InlineData("330100-01a217229ce97437a520d4b296f4c49b.-3.1")]
    [InlineData("330100-01a217229ce97437a520d4b296f4c49b.3.1.2")]
    public void Another_entrys_id_is_none(string id) => Assert.Null(DecisionEntryId.Read(id));
}
