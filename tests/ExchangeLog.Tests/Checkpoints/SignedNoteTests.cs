using CreditShare.ExchangeLog.Checkpoints;
using CreditShare.ExchangeLog.Signing;

namespace CreditShare.ExchangeLog.Tests.Checkpoints;

public sealed class SignedNoteTests
{
    private const string C2spVkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string C2spLine = "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=";

    private static readonly VerifierKey[] Known = [VerifierKey.Parse(Some.LogVkey), VerifierKey.Parse(Some.WitnessVkey)];

    [Fact]
    public void The_note_of_C2SP_verifies()
    {
        var note = Parse($"This is an example message.\n\n{C2spLine}\n");
        Assert.Equal(NoteFault.None, note.Verify([VerifierKey.Parse(C2spVkey)]).Fault);
        Assert.Equal("This is an example message.\n", note.Text);
    }

    [Fact]
    public void A_note_is_written_as_it_was_read()
    {
        var note = Parse(Some.CheckpointNote);
        Assert.Equal(Some.Utf8(Some.CheckpointNote), note.Encode());
        Assert.Equal([0xE2, 0x80, 0x94], note.Encode()[(Some.CheckpointText.Length + 1)..(Some.CheckpointText.Length + 4)]);
        Assert.Equal(Known, note.Verify(Known).Signers);
    }

    [Fact]
    public void The_last_empty_line_divides()
    {
        var note = SignedNote.Sign("one\n\ntwo\n", Some.LogKey);
        var read = Parse(note.ToString());
        Assert.Equal("one\n\ntwo\n", read.Text);
        Assert.Equal(NoteFault.None, read.Verify(Known).Fault);
    }

    [Theory]
    [InlineData("", NoteFault.NoSignatures)]
    [InlineData("text\n", NoteFault.NoSignatures)]
    [InlineData("text\n" + Some.LogLine + "\n", NoteFault.NoSignatures)] // no empty line
    [InlineData("text\n\n", NoteFault.NoSignatures)]
    [InlineData("text\n\n" + Some.LogLine, NoteFault.SignatureLineMalformed)] // no last newline
    [InlineData("text\n\n" + Some.LogLine + "\n\n", NoteFault.NoSignatures)] // the last empty line leaves no signatures
    [InlineData("text\r\n\r\n" + Some.LogLine + "\r\n", NoteFault.ControlCharacter)]
    [InlineData("te\txt\n\n" + Some.LogLine + "\n", NoteFault.ControlCharacter)]
    [InlineData("te\0xt\n\n" + Some.LogLine + "\n", NoteFault.ControlCharacter)]
    [InlineData("text\n\nnot a signature\n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n- name AAAAAAA=\n", NoteFault.SignatureLineMalformed)] // hyphen
    [InlineData("text\n\n– name AAAAAAA=\n", NoteFault.SignatureLineMalformed)] // U+2013
    [InlineData("text\n\n—name AAAAAAA=\n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n—  name AAAAAAA=\n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n— na+me AAAAAAA=\n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n— name\n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n— name \n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n— name AAAAAAA=  \n", NoteFault.SignatureLineMalformed)]
    [InlineData("text\n\n— name AAAA AAA=\n", NoteFault.SignatureLineMalformed)] // space within
    [InlineData("text\n\n— name AAAAAAA\n", NoteFault.SignatureLineMalformed)] // padding
    [InlineData("text\n\n— name AAAAAAB=\n", NoteFault.SignatureLineMalformed)] // stray last bits
    [InlineData("text\n\n— name AAAAAA==\n", NoteFault.SignatureLineMalformed)] // a key id and no signature
    [InlineData("text\n\n— name AAAAAAA=\nmore\n", NoteFault.SignatureLineMalformed)]
    public void What_is_not_exactly_a_note_is_refused(string text, NoteFault expected)
    {
        Assert.False(SignedNote.TryParse(Some.Utf8(text), out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_or_too_many_are_refused()
    {
        Assert.False(SignedNote.TryParse([0xff, .. Some.Utf8(Some.CheckpointNote)], out _, out var fault));
        Assert.Equal(NoteFault.NotUtf8, fault);
        Assert.False(SignedNote.TryParse(Some.Utf8(new string('a', SignedNote.MostBytes) + "\n\n" + Some.LogLine + "\n"), out _, out fault));
        Assert.Equal(NoteFault.TooLong, fault);
    }

    [Fact]
    public void A_byte_order_mark_belongs_to_the_text_and_spoils_it()
    {
        var note = Parse("\ufeff" + Some.CheckpointNote);
        Assert.Equal(NoteFault.KnownKeyFails, note.Verify(Known).Fault);
    }

    [Fact]
    public void Sixty_four_signatures_are_read_and_sixty_five_refused()
    {
        string Note(int strangers) => $"{Some.CheckpointText}\n{string.Concat(Enumerable.Range(0, strangers).Select(i => $"— x{i} AAAAAAA=\n"))}{Some.LogLine}\n";
        Assert.Equal(NoteFault.None, Parse(Note(63)).Verify(Known).Fault);
        Assert.False(SignedNote.TryParse(Some.Utf8(Note(64)), out _, out var fault));
        Assert.Equal(NoteFault.TooManySignatures, fault);
    }

    [Fact]
    public void Unknown_signatures_are_ignored_but_do_not_suffice()
    {
        Assert.Equal([Known[1]], Parse(Some.CheckpointNote).Verify([Known[1]]).Signers);
        Assert.Equal(NoteFault.NoKnownKey, Parse(Some.CheckpointNote).Verify([VerifierKey.Parse(C2spVkey)]).Fault);
        // The right name with another id, and the right id under another name, are strangers too.
        Assert.Equal(NoteFault.NoKnownKey, Parse($"{Some.CheckpointText}\n— {Some.Origin} AAAAAAA=\n").Verify(Known).Fault);
        Assert.Equal(NoteFault.NoKnownKey, Parse($"{Some.CheckpointText}\n{Some.LogLine.Replace("exchange", "other", StringComparison.Ordinal)}\n").Verify(Known).Fault);
    }

    [Fact]
    public void A_known_signature_that_fails_spoils_the_note_even_beside_a_good_one()
    {
        var spoiled = Some.CheckpointNote.Replace("QAAAABrSdIAL", "QAAAABrSdIAM", StringComparison.Ordinal);
        Assert.NotEqual(Some.CheckpointNote, spoiled);
        Assert.Equal(NoteFault.KnownKeyFails, Parse(spoiled).Verify(Known).Fault);
        Assert.Equal(NoteFault.None, Parse(spoiled).Verify([Known[0]]).Fault);
        // Also when the same key signed well before.
        var twice = Parse(Some.CheckpointNote).With(new(Some.Origin, Known[0].Id, new byte[64]));
        Assert.Equal(NoteFault.KnownKeyFails, twice.Verify(Known).Fault);
    }

    [Fact]
    public void Any_changed_bit_of_text_or_signature_is_found()
    {
        var note = Some.Utf8(Some.CheckpointText + "\n" + Some.LogLine + "\n");
        for (var i = 0; i < note.Length; i++)
        {
            var changed = note.ToArray();
            changed[i] ^= 1;
            Assert.False(SignedNote.TryParse(changed, out var read, out _) && read.Verify(Known).Fault == NoteFault.None, $"byte {i}");
        }
    }

    [Fact]
    public void A_text_that_is_no_note_s_is_not_signed()
    {
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("no newline", Some.LogKey));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a\r\n", Some.LogKey));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a\n", Some.WitnessKey));
    }

    private static SignedNote Parse(string text)
    {
        Assert.True(SignedNote.TryParse(Some.Utf8(text), out var note, out var fault), fault.ToString());
        return note;
    }
}
