using System.Buffers.Binary;
using System.Security.Cryptography;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Checkpoints;

/// <summary>A damaged checkpoint is refused in words; it neither throws nor passes for a whole one.</summary>
public sealed class CheckpointDamageTests
{
    /// <summary>Magic, version, layout, clock and counters.</summary>
    private const int HeadBytes = 8 + 4 + 8 + 36 + 72 + 24;

    private const int CountBytes = 2 * 65_536 * sizeof(ulong);

    private static readonly byte[] Saved = Save();

    [Test]
    public void Read_Undamaged_IsAccepted() => ErrorOf(Saved).Should().BeNull();

    [Test]
    public void Read_AnyByteOfTheHeadFlipped_IsRefused()
    {
        for (var at = 0; at < HeadBytes; at++)
        {
            ErrorOf(Flipped(at, 0xFF)).Should().NotBeNullOrEmpty($"byte {at} was flipped");
        }
    }

    [Test]
    public void Read_BytesOfTheBodyFlipped_AreRefused()
    {
        var seed = 3;
        var random = new Random(seed);
        for (var i = 0; i < 400; i++)
        {
            var at = random.Next(8) == 0
                ? random.Next(HeadBytes, HeadBytes + CountBytes)
                : random.Next(HeadBytes + CountBytes, Saved.Length);
            var flip = (byte)(random.Next(2) == 0 ? 1 << random.Next(8) : random.Next(1, 256));
            ErrorOf(Flipped(at, flip)).Should().NotBeNullOrEmpty($"seed {seed}: byte {at} was flipped by {flip}");
        }
    }

    [Test]
    public void Read_CutOffAnywhere_IsRefused()
    {
        var random = new Random(4);
        int[] ends =
        [
            .. Enumerable.Range(0, HeadBytes + 1),
            .. Enumerable.Range(Saved.Length - 80, 80),
            .. Enumerable.Range(0, 200).Select(_ => random.Next(HeadBytes, Saved.Length)),
        ];
        foreach (var end in ends)
        {
            ErrorOf(Saved[..end]).Should().NotBeNullOrEmpty($"only {end} bytes of {Saved.Length} were left");
        }
    }

    [Test]
    public void Read_AnotherVersion_IsRefusedByName()
    {
        var other = (byte[])Saved.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(8), CheckpointFormat.Version + 1);
        Rehash(other);

        ErrorOf(other).Should().Be("the checkpoint has version 12; this program reads version 11");
    }

    [Test]
    public void Read_AnotherLayout_IsRefusedByName()
    {
        var other = (byte[])Saved.Clone();
        other[12] ^= 1;
        Rehash(other);

        ErrorOf(other).Should().Contain("accounts look otherwise");
    }

    [TestCase("")]
    [TestCase("{\"json\": true}")]
    [TestCase("SGMODEL\nand so on, for long enough to be read")]
    public void Read_AnotherFile_IsRefusedByName(string text) =>
        ErrorOf(System.Text.Encoding.UTF8.GetBytes(text)).Should().Be("this is no checkpoint of ScrapeGuard");

    [Test]
    public void Read_IntoAnEngineInUse_Throws()
    {
        using var engine = EngineRun.Create(RandomPolicy.Of(1));
        EngineRun.Decide(engine, StreamEvent.Batch(StreamEvent.At(0, "a", Core.Events.Operation.Other)));
        engine.Invoking(e => CheckpointReader.Read(new MemoryStream(Saved), e)).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Read_AgainAfterADamagedOne_Throws()
    {
        using var engine = EngineRun.Create(RandomPolicy.Of(1));
        CheckpointReader.Read(new MemoryStream(Saved[..^1]), engine).Should().NotBeNull();
        engine.Invoking(e => CheckpointReader.Read(new MemoryStream(Saved), e)).Should().Throw<ArgumentException>();
    }

    [Test]
    public void Read_StreamOfSmallPieces_IsRead()
    {
        using var engine = EngineRun.Create(RandomPolicy.Of(1));
        CheckpointReader.Read(new PiecewiseStream(Saved), engine).Should().BeNull();
        EngineRun.Checkpoint(engine).Should().Equal(Saved);
    }

    private static string? ErrorOf(byte[] bytes)
    {
        using var engine = EngineRun.Create(RandomPolicy.Of(1), shards: 2);
        return CheckpointReader.Read(new MemoryStream(bytes), engine);
    }

    private static byte[] Flipped(int at, byte flip)
    {
        var bytes = (byte[])Saved.Clone();
        bytes[at] ^= flip;
        return bytes;
    }

    private static void Rehash(byte[] bytes) =>
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));

    /// <summary>Accounts with and without verdicts, and events held back.</summary>
    private static byte[] Save()
    {
        using var engine = EngineRun.Create(RandomPolicy.Of(1));
        var events = RandomStream.Of(1);
        EngineRun.Decide(engine, StreamEvent.Batch(events.Take(events.Count / 2))).Should().NotBeEmpty();
        engine.Shards[0].Pending.Count.Should().BePositive();
        return EngineRun.Checkpoint(engine);
    }

    /// <summary>Hands out seven bytes at most, as a network may.</summary>
    private sealed class PiecewiseStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
