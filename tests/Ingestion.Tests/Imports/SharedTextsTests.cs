using System.Text;
using CreditShare.Ingestion.Imports;
using CreditShare.Ingestion.Imports.Xlsx;

namespace CreditShare.Ingestion.Tests.Imports;

public sealed class SharedTextsTests
{
    [Theory]
    [InlineData(10, 20, false)]
    [InlineData(20_000, 1_500, true)]
    [InlineData(400_000, 90, true)]
    public void Texts_are_found_again_by_number_in_memory_and_beyond_it(int count, int length, bool spilt)
    {
        string Item(int number) => $"{number}" + new string((char)('一' + (number % 5000)), length + (number % 7));
        var part = new StringBuilder("<sst>");
        for (var number = 0; number < count; number++)
            part.Append("<si><t>").Append(Item(number)).Append("</t></si>");
        var folder = Directory.CreateTempSubdirectory("shared").FullName;
        using (var texts = SharedTexts.Load(new(new MemoryStream(Encoding.UTF8.GetBytes(part.Append("</sst>").ToString())), "test"), () => SealedFile.Create(folder)))
        {
            Assert.Equal((count, spilt), (texts.Count, texts.IsSpilt));
            var random = new Random(1);
            foreach (var number in Enumerable.Range(0, 3000).Select(_ => random.Next(count)).Concat([0, count - 1]))
                Assert.Equal(Item(number), texts[number]);
        }
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }
}
