using System.IO.Compression;
using System.Text;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures.Tests;

/// <summary>Captures made of texts.</summary>
internal static class Captured
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }

    public static string Event(string account, int second, string tracks = "\"t1\"") =>
        $"{{\"time\":\"2026-01-01T00:{second / 60:00}:{second % 60:00}Z\",\"account\":\"{account}\","
        + $"\"operation\":\"metadata\",\"tracks\":[{tracks}]}}";

    public static CaptureFile Open(byte[] bytes, CaptureOptions? options = null)
    {
        var opening = CaptureFile.FromStream(new MemoryStream(bytes), "test", options ?? new CaptureOptions());
        opening.Errors.Should().BeEmpty();
        return opening.File!;
    }

    public static CaptureSet OpenSet(params byte[][] files)
    {
        var opening = CaptureSet.Combine([.. files.Select((bytes, i) =>
            CaptureFile.FromStream(new MemoryStream(bytes), $"f{i}", new CaptureOptions()))]);
        opening.Errors.Should().BeEmpty();
        return opening.Set!;
    }

    /// <summary>All events of a set, as (account, second of 2026).</summary>
    public static List<(string Account, long Second)> ReadAll(CaptureSet set, int maxEvents = 1000)
    {
        var events = new List<(string, long)>();
        var batch = new EventBatch();
        while (set.TryReadBatch(batch, maxEvents))
        {
            batch.Count.Should().BeInRange(1, maxEvents);
            foreach (var e in batch.Events)
            {
                events.Add((Encoding.UTF8.GetString(batch.NameOf(e)), (e.TimeMicros / 1_000_000) - 1_767_225_600));
            }
        }

        return events;
    }

    public static EventBatch Decode(ILineDecoder decoder, string line, out DecodeError error)
    {
        var batch = new EventBatch(4);
        var bytes = Utf8(line);
        error = decoder.Decode(bytes, 0, bytes.Length, batch);
        batch.RejectedCount.Should().Be(error == DecodeError.None ? 0 : 1);
        batch.Count.Should().Be(error == DecodeError.None ? 1 : 0);
        return batch;
    }
}
