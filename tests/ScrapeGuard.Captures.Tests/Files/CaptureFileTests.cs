using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures.Tests;

public sealed class CaptureFileTests
{
    private static readonly byte[] Ten = Captured.Utf8(string.Concat(
        Enumerable.Range(0, 10).Select(i => Captured.Event("a" + i, i) + "\n")));

    [Test]
    public void Open_Gzip_IsToldByContent()
    {
        CountEvents(Captured.Gzip(Ten)).Should().Be((10, false));
    }

    [Test]
    public void Open_GzipOfSeveralMembers_IsReadToTheEnd()
    {
        byte[] members = [.. Captured.Gzip(Ten), .. Captured.Gzip(Ten), .. Captured.Gzip([]), .. Captured.Gzip(Ten)];
        CountEvents(members).Should().Be((30, false));
    }

    [Test]
    public void Open_GzipCutAnywhere_GivesWhatCameBeforeAndSaysSo()
    {
        var packed = Captured.Gzip(Ten);
        var most = 0;
        for (var length = 2; length < packed.Length; length++)
        {
            var (events, truncated) = CountEvents(packed[..length], new CaptureOptions { Format = CaptureKind.Ndjson });
            truncated.Should().BeTrue($"{length} of {packed.Length} bytes are there");
            most = Math.Max(most, events);
        }

        most.Should().Be(10);
    }

    [Test]
    public void Open_LargeGzipBrokenNearItsEnd_GivesWhatCameBefore()
    {
        var packed = Captured.Gzip(ManyEvents(20_000));
        var at = packed.Length * 9 / 10;
        packed.AsSpan(at, 64).Fill(0xFF);
        using var file = Captured.Open(packed);
        CountEvents(file).Should().BeInRange(17_000, 20_000);
        file.Truncated.Should().BeTrue();
    }

    [Test]
    public void Open_GzipWithForeignBytesBehind_GivesEverythingAndSaysSo()
    {
        CountEvents([.. Captured.Gzip(Ten), .. "hello"u8]).Should().Be((10, true));
    }

    [Test]
    public void Open_LargeGzipCutInTheMiddle_GivesMostOfTheFirstHalf()
    {
        var packed = Captured.Gzip(ManyEvents(20_000));
        using var file = Captured.Open(packed[..(packed.Length / 2)]);
        CountEvents(file).Should().BeInRange(9_000, 10_500);
        file.Truncated.Should().BeTrue();
        file.Warning.Should().Contain("test").And.Contain("byte " + (packed.Length / 2))
            .And.Contain("truncated or corrupt");
    }

    [Test]
    public void Open_CorruptGzip_DoesNotThrow()
    {
        var random = new Random(7);
        var packed = Captured.Gzip(Ten);
        for (var i = 0; i < 500; i++)
        {
            var broken = (byte[])packed.Clone();
            broken[random.Next(2, broken.Length)] ^= (byte)random.Next(1, 256);
            CountEvents(broken, new CaptureOptions { Format = CaptureKind.Ndjson });
        }
    }

    [Test]
    public void Open_EmptyFile_HasNoEvents()
    {
        CountEvents([]).Should().Be((0, false));
        CountEvents(Captured.Gzip([])).Should().Be((0, false));
        CountEvents("\n\r\n \n"u8.ToArray()).Should().Be((0, false));
    }

    [Test]
    public void Open_BinaryGarbage_SaysThatTheFormatCannotBeTold()
    {
        var garbage = new byte[100_000];
        new Random(3).NextBytes(garbage);
        var opening = CaptureFile.FromStream(new MemoryStream(garbage), "x.bin", new CaptureOptions());
        opening.File.Should().BeNull();
        opening.Errors.Should().ContainSingle().Which.Should().Contain("x.bin").And.Contain("--format");
    }

    [Test]
    public void Open_BinaryGarbageWithTheFormatNamed_CountsMalformedLines()
    {
        var garbage = new byte[100_000];
        new Random(3).NextBytes(garbage);
        foreach (var kind in new[] { CaptureKind.Ndjson, CaptureKind.Kcat, CaptureKind.Combined })
        {
            CountEvents(garbage, new CaptureOptions { Format = kind }).Events.Should().Be(0);
        }
    }

    [Test]
    public void Open_WrongFormatNamed_MakesEveryLineMalformed()
    {
        using var file = Captured.Open(Ten, new CaptureOptions { Format = CaptureKind.Combined });
        var opening = CaptureSet.Combine([new CaptureOpening(file, [])]);
        Captured.ReadAll(opening.Set!).Should().BeEmpty();
        opening.Set!.Counters.MalformedFor(DecodeError.BadFormat).Should().Be(10);
    }

    [Test]
    public void Open_CsvWithoutMapping_AsksForOne()
    {
        var opening = CaptureFile.FromStream(new MemoryStream("a,b\n1,2\n"u8.ToArray()), "t.csv", new CaptureOptions());
        opening.Errors.Should().ContainSingle().Which.Should().Contain("t.csv").And.Contain("--mapping");
    }

    [TestCase("{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"payload\":\"{}\"}\n", CaptureKind.Kcat)]
    [TestCase("{\"time\":1}\n", CaptureKind.Ndjson)]
    [TestCase("\uFEFF\r\n{\"time\":1}\r\n", CaptureKind.Ndjson)]
    [TestCase("broken {\n{\"time\":1}\n", CaptureKind.Ndjson)]
    [TestCase("{\"time\":1,\"account\":\n", CaptureKind.Ndjson)]
    [TestCase("1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1", CaptureKind.Combined)]
    public void Open_Auto_FindsTheFormat(string text, CaptureKind wanted)
    {
        using var file = Captured.Open(Captured.Utf8(text));
        file.Format.Kind.Should().Be(wanted);
    }

    [Test]
    public void Open_PathsThatAreNoCapture_SayWhy()
    {
        var missing = Path.Combine(Path.GetTempPath(), "no-such-capture.ndjson");
        CaptureFile.Open(missing, new CaptureOptions()).Errors.Should().Equal($"{missing}: no such file");
        CaptureFile.Open(Path.GetTempPath(), new CaptureOptions()).Errors.Should()
            .ContainSingle().Which.Should().Contain("is a directory");
        CaptureFile.Open("", new CaptureOptions()).Errors.Should().ContainSingle();
    }

    [Test]
    public void Open_FileOnDisk_KnowsItsLengthAndHowFarItIs()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Captured.Gzip(Ten));
            using var file = CaptureFile.Open(path, new CaptureOptions()).File!;
            CountEvents(file).Should().Be(10);
            file.TotalBytes.Should().Be(new FileInfo(path).Length);
            file.ConsumedBytes.Should().Be(file.TotalBytes);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] ManyEvents(int count)
    {
        var random = new Random(5);
        return Captured.Utf8(string.Concat(Enumerable.Range(0, count)
            .Select(i => Captured.Event("a" + random.Next(), i % 3600) + "\n")));
    }

    private static (int Events, bool Truncated) CountEvents(byte[] bytes, CaptureOptions? options = null)
    {
        using var file = Captured.Open(bytes, options ?? new CaptureOptions());
        return (CountEvents(file), file.Truncated);
    }

    private static int CountEvents(CaptureFile file)
    {
        var block = new LineBlock();
        var batch = new EventBatch();
        var decoder = file.Format.CreateDecoder();
        while (file.TryReadBlock(block))
        {
            BlockDecoder.Decode(block, decoder, batch);
        }

        return batch.Count;
    }
}
