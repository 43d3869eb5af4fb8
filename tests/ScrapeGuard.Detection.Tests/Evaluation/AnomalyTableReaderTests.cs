using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Detection.Evaluation;

namespace ScrapeGuard.Detection.Tests.Evaluation;

[TestFixture]
public sealed class AnomalyTableReaderTests
{
    private const string Plain = "# source\r\n1,2.5,0\r\n\r\n-3e2,,1\n nan ,4,1.0";

    [Test]
    public void Read_OfCommentsMissingValuesAndBothLineEnds_GivesRows()
    {
        var table = Read(Encoding.UTF8.GetBytes(Plain)).Table!;

        table.Columns.Should().Be(2);
        table.Rows.Should().Be(3);
        table.Anomalies.Should().Be(2);
        table.Values.ToArray().Should().Equal(1, 2.5f, -300, float.NaN, float.NaN, 4);
        table.Labels.ToArray().Should().Equal(false, true, true);
    }

    [Test]
    public void Read_OfGzip_FindsItByItsMagicBytes() =>
        Read(Gzip(Plain)).Table!.Rows.Should().Be(3);

    [TestCase("1,2,0\n1,0\n", 2, "1 numbers where the rows before have 2")]
    [TestCase("1,2,0\n1,x,0\n", 2, "Field 2, 'x'")]
    [TestCase("#\n1,2,2\n", 2, "neither 0 nor 1")]
    [TestCase("1,2,\n", 1, "neither 0 nor 1")]
    [TestCase("0\n", 1, "One field")]
    [TestCase("# nothing\n", 0, "No rows")]
    [TestCase("", 0, "No rows")]
    public void Read_OfAMalformedTable_NamesLineAndReason(string text, int line, string reason)
    {
        var result = Read(Encoding.UTF8.GetBytes(text));

        result.IsTable.Should().BeFalse();
        result.Line.Should().Be(line);
        result.Error.Should().Contain(reason);
    }

    [Test]
    public void Read_OfAnEndlessLine_StopsAtTheBound()
    {
        var result = Read(Encoding.UTF8.GetBytes("1,0\n" + new string('1', 200_000)));

        result.Line.Should().Be(2);
        result.Error.Should().Contain("Longer than 65536");
    }

    [Test]
    public void Read_OfDamagedGzip_IsAResult()
    {
        var whole = Gzip(string.Concat(Enumerable.Repeat("1,2,0\n", 1000)));
        var damaged = whole.ToArray();
        damaged[whole.Length - 6] ^= 0xFF;

        Read(damaged).IsTable.Should().BeFalse();
        Read([0x1F, 0x8B, 1, 2, 3]).IsTable.Should().BeFalse();
    }

    [Test]
    public void Read_OfAnyBytes_DoesNotThrow() =>
        Prop.ForAll<byte[]>(bytes => Read(bytes) is not null).QuickCheckThrowOnFailure();

    [Test]
    public void Read_InvalidUtf8AtTheBoundOfALine_IsAFault()
    {
        // One character, three bytes of a character cut in two, then plain text: more characters than bytes read last.
        for (var length = AnomalyTableReader.MaxLineChars - 8; length < AnomalyTableReader.MaxLineChars + 8; length++)
        {
            byte[] bytes = [.. Enumerable.Repeat((byte)'x', length), 0xF0, 0x9F, 0x98, .. "abcdef"u8];
            Read(bytes).IsTable.Should().BeFalse();
        }
    }

    [Test]
    public void Read_ByteOrderMarkFirst_IsSkipped() =>
        Read([0xEF, 0xBB, 0xBF, .. "1,2,0\n3,4,1\n"u8]).Table!.Rows.Should().Be(2);

    private static AnomalyTableResult Read(byte[] bytes) => AnomalyTableReader.Read(new MemoryStream(bytes));

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
