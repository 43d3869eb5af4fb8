using System.Numerics;
using System.Text;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Core.Tests.Hashing;

/// <summary>Decisions depend on these hashes: a changed value is a changed decision.</summary>
public sealed class StableHashTests
{
    /// <summary>Vectors of wyhash, final version 4.2, as its author published them.</summary>
    [TestCase("", 0UL, 0x93228a4de0eec5a2UL)]
    [TestCase("a", 1UL, 0xc5bac3db178713c4UL)]
    [TestCase("abc", 2UL, 0xa97f2f7b1d9b3314UL)]
    [TestCase("message digest", 3UL, 0x786d1f1df3801df4UL)]
    [TestCase("abcdefghijklmnopqrstuvwxyz", 4UL, 0xdca5a8138ad37c87UL)]
    [TestCase("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 5UL, 0xb9e734f117cfaf70UL)]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345678901234567890", 6UL,
        0x6cc5eab49a92d617UL)]
    public void Hash64_PublishedVectors_AreMet(string text, ulong seed, ulong expected) =>
        StableHash.Hash64(Encoding.UTF8.GetBytes(text), seed).Should().Be(expected);

    /// <summary>Vectors of the reference implementation; a whole block of 48 bytes once took the wrong way.</summary>
    [TestCase(17, 0xdb4098d10618bc3cUL)]
    [TestCase(32, 0x8082521dfb78d6d4UL)]
    [TestCase(48, 0xaee015b89490a9c7UL)]
    [TestCase(80, 0x601b5b2dafef7258UL)]
    public void Hash64_ReferenceLengths_AreMet(int length, ulong expected) =>
        StableHash.Hash64([.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) + 1))]).Should().Be(expected);

    [Test]
    public void AllHashes_PinnedVectors_HaveNotChanged()
    {
        var all = 0UL;
        for (var length = 0; length <= 200; length++)
        {
            var text = Bytes(length);
            var key = StableHash.Account(text);
            all = StableHash.Combine(all, StableHash.Hash64(text) ^ StableHash.Hash32(text));
            all = StableHash.Combine(all, key.High ^ BitOperations.RotateLeft(key.Low, 1));
        }

        all.Should().Be(8_395_360_400_639_079_851);
    }

    [Test]
    public void Hash64_AnyLength_ReadsNothingOutside()
    {
        for (var length = 0; length <= 100; length++)
        {
            var expected = StableHash.Hash64(Bytes(length));
            for (var fill = 0; fill < 256; fill += 85)
            {
                var around = new byte[length + 64];
                Array.Fill(around, (byte)fill);
                Bytes(length).CopyTo(around, 32);
                Assert.That(StableHash.Hash64(around.AsSpan(32, length)), Is.EqualTo(expected), $"{length} bytes");
            }
        }
    }

    [Test]
    public void Hash64_EveryByte_Matters()
    {
        for (var length = 1; length <= 128; length++)
        {
            var text = Bytes(length);
            var hash = StableHash.Hash64(text);
            for (var at = 0; at < length; at++)
            {
                text[at] ^= 1;
                Assert.That(StableHash.Hash64(text), Is.Not.EqualTo(hash), $"byte {at} of {length}");
                text[at] ^= 1;
            }
        }
    }

    [Test]
    public void Hash64_MillionSequentialIds_NeverCollidesAndFillsItsBitsEvenly()
    {
        const int Count = 1_000_000;
        var hashes = new HashSet<ulong>(Count);
        var ones = new int[64];
        var changed = 0L;
        var previous = 0UL;
        Span<byte> text = stackalloc byte[16];
        for (var i = 0; i < Count; i++)
        {
            Encoding.ASCII.GetBytes($"track-{i:0000000000}", text);
            var hash = StableHash.Hash64(text);
            hashes.Add(hash);
            changed += BitOperations.PopCount(hash ^ previous);
            previous = hash;
            for (var rest = hash; rest != 0; rest &= rest - 1)
            {
                ones[BitOperations.TrailingZeroCount(rest)]++;
            }
        }

        hashes.Should().HaveCount(Count, "the chance of one collision is 3 in 10^8");
        ((double)changed / Count).Should().BeApproximately(
            32, 0.03, "half of the bits change: 32, standard error 0.004");
        ones.Should().OnlyContain(x => Math.Abs(x - (Count / 2)) < 3_500, "seven standard errors of a fair coin");
    }

    [Test]
    public void Hash32_AnyText_IsNeverZero()
    {
        Span<byte> text = stackalloc byte[8];
        for (var i = 0L; i < 100_000; i++)
        {
            BitConverter.TryWriteBytes(text, i);
            Assert.That(StableHash.Hash32(text), Is.Not.Zero);
        }
    }

    [Test]
    public void Account_BothHalves_AreIndependent()
    {
        var low = new HashSet<ulong>();
        var high = new HashSet<ulong>();
        var changed = 0L;
        for (var i = 0; i < 100_000; i++)
        {
            var key = StableHash.Account(Encoding.ASCII.GetBytes($"u{i}"));
            low.Add(key.Low);
            high.Add(key.High);
            changed += BitOperations.PopCount(key.Low ^ key.High);
        }

        (low.Count, high.Count).Should().Be((100_000, 100_000));
        ((double)changed / 100_000).Should().BeApproximately(32, 0.1);
    }

    [Test]
    public void Combine_Words_DependsOnBothAndTheirOrder()
    {
        StableHash.Combine(1, 2).Should().NotBe(StableHash.Combine(2, 1));
        StableHash.Combine(1, 2).Should().NotBe(StableHash.Combine(1, 3));
        StableHash.Combine(0, 0).Should().NotBe(0);
    }

    [Test]
    public void AccountKey_Order_IsOfHighThenLow()
    {
        AccountKey[] keys = [new(2, 0), new(1, ulong.MaxValue), new(1, 5), new(0, 9)];
        keys.Order().Should().Equal(keys[3], keys[2], keys[1], keys[0]);
        (keys[1] < keys[0] && keys[0] > keys[1] && keys[2] <= keys[1] && keys[1] >= keys[2]).Should().BeTrue();
        (keys[0] < keys[1] || keys[1] > keys[0] || keys[1] <= keys[2] || keys[2] >= keys[1]).Should().BeFalse();
        new AccountKey(1, 5).CompareTo(keys[2]).Should().Be(0);
        keys[2].Should().Be(new AccountKey(1, 5));
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 37) + length))];
}
