using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Tests.Streams;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Features.Tests;

public sealed class AccountFeaturesTests
{
    [Test]
    public void SizeOf_Account_StaysInItsBudget()
    {
        TestContext.Out.WriteLine($"{Unsafe.SizeOf<AccountFeatures>()} bytes");
        Unsafe.SizeOf<AccountFeatures>().Should()
            .Be(1_232, "an account is to take some 1,400 bytes with its key, name and index");
        RuntimeHelpers.IsReferenceOrContainsReferences<AccountFeatures>().Should().BeFalse();
    }

    [Test]
    public void Update_SameEvents_GivesSameBytes() => Property.HoldsForSeeds(
        seed => BytesOf(RandomStream.Large(seed)).Should().Equal(BytesOf(RandomStream.Large(seed))), runs: 20);

    /// <summary>A restart amid the stream: the bytes are all there is to an account.</summary>
    [Test]
    public void Update_FromCopiedBytes_GoesOnTheSame()
    {
        var stream = RandomStream.Large(seed: 4);
        var first = AccountRun.Feed(stream.Take(200));
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<AccountFeatures>(ref first)).ToArray();
        var copy = MemoryMarshal.Read<AccountFeatures>(bytes);
        var last = stream[199].Event.TimeMicros;
        foreach (var e in stream.Skip(200))
        {
            AccountRun.Feed(ref copy, e, ref last);
        }

        MemoryMarshal.AsBytes(new ReadOnlySpan<AccountFeatures>(ref copy)).ToArray().Should().Equal(BytesOf(stream));
    }

    [Test]
    public void Update_SteadyState_AllocatesNothing()
    {
        var stream = RandomStream.Large(seed: 6);
        var account = AccountRun.Feed(stream);
        var vector = new float[FeatureSchema.Count];
        FeatureExtractor.Extract(account, vector);
        var last = stream[^1].Event.TimeMicros;

        Allocated.By(() =>
        {
            for (var i = 0; i < stream.Count; i++)
            {
                AccountRun.Feed(ref account, stream[i], ref last);
                FeatureExtractor.Extract(account, vector);
            }
        }).Should().Be(0);
    }

    [Test]
    public void Exposure_UpToCapacity_IsExact() => Property.HoldsForSeeds(seed =>
    {
        var stream = RandomStream.Small(seed, events: 60);
        var taken = stream.Where(e => e.Takes).ToList();

        // What is not forgotten is exact: nothing here is older than the week.
        if (stream[^1].Second - stream[0].Second > 500_000)
        {
            return;
        }

        var exposure = AccountRun.Feed(stream).Exposure;
        exposure.Tracks.Should().Be(taken.SelectMany(e => e.Tracks).Distinct().Count());
        exposure.AudioTracks.Should().Be(taken.Where(e => e.IsAudio).SelectMany(e => e.Tracks).Distinct().Count());
        exposure.Bytes.Should().Be(stream.Sum(e => e.Event.Bytes));
    });

    /// <summary>The track that finds the memory full, and the one of weeks ago, are counted as what they are.</summary>
    [Test]
    public void Exposure_AtEdgesOfMemory_StaysExact()
    {
        var tracks = Catalogue.WithoutCollisions(33, seed: 8);
        var full = AccountRun.Feed(tracks.Select((t, i) => Taking(t, i)));
        full.Exposure.Tracks.Should().Be(33);
        AccountRun.Feed([Taking(tracks[0], 0), Taking(tracks[0], 900_000)]).Exposure.Tracks.Should().Be(1);
    }

    [Test]
    public void Exposure_ManyTracks_IsWithinThreeSigma()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var tracks = Catalogue.Random(3_000, seed);
            var exposure = AccountRun.Feed(tracks.Select((t, i) => Taking(t, i * 20))).Exposure;
            ((double)exposure.AudioTracks).Should().BeApproximately(3_000, 3_000 * 0.104 * 3.5, "seed {0}", seed);
        }
    }

    /// <summary>Of a key, its audio, and the pieces that follow, the account takes one track, and it is new.</summary>
    [Test]
    public void Extract_AudioAfterItsKey_IsOneTakingAndNoRepeat()
    {
        var stream = Catalogue.WithoutCollisions(20, seed: 1).SelectMany((t, i) => new[]
        {
            Taking(t, i * 200, Operation.License),
            Taking(t, (i * 200) + 2),
            Taking(t, (i * 200) + 30),
        });
        var vector = AccountRun.Vector(AccountRun.Feed(stream));
        vector[(int)Feature.RepeatShare24h].Should().Be(0);
        vector[(int)Feature.NewShare24h].Should().Be(1);
    }

    /// <summary>Tracks of yesterday are not of the last minute because nothing but plays came since.</summary>
    [Test]
    public void Extract_OnlyOtherEventsSince_CountsAsOfNow()
    {
        var tracks = Catalogue.WithoutCollisions(9, seed: 1);
        StreamEvent[] stream = [.. tracks.Select(t => Taking(t, 0)), Taking(tracks[0], 7_200, Operation.Play)];
        var vector = AccountRun.Vector(AccountRun.Feed(stream));
        vector[(int)Feature.AudioTracks1m].Should().Be(0);
        vector[(int)Feature.AudioTracks1h].Should().Be(0);
        vector[(int)Feature.AudioTracks24h].Should().Be(9);
    }

    [TestCase(long.MaxValue, 0)]
    [TestCase(0, -60_000_000_000_000_000)]
    [TestCase(1, 253_000_000_000_000_000)]
    public void Update_ExtremeValues_StaysFinite(long bytes, long micros)
    {
        var account = default(AccountFeatures);
        for (var i = 0; i < 3; i++)
        {
            var e = new AccessEvent
            {
                TimeMicros = micros + i,
                Bytes = bytes,
                PlayedMs = int.MaxValue,
                Operation = Operation.Play,
                Status = 999,
            };
            account.Update(e, i == 0 ? -1 : 1, [], 0, new PopularitySketch());
        }

        AccountRun.Vector(account).Should().OnlyContain(v => float.IsFinite(v) && v >= 0);
        account.Exposure.Bytes.Should().BeGreaterThanOrEqualTo(bytes);
    }

    [Test]
    public void Extract_RareTracks_AgreesWithRunningMean()
    {
        var popularity = new PopularitySketch();
        var delta = new PopularityDelta();
        var stream = RandomStream.Large(seed: 12);
        var taken = stream.SelectMany(e => e.Tracks).Where((_, i) => i % 3 == 0).ToArray();
        Array.ForEach(taken, t => delta.Add(t, rarityBits: 3));
        popularity.Merge(1, [delta]);
        popularity.Merge(2, [delta]);
        var oracle = new ExactOracle(stream, t => popularity.RarityOf(t) - popularity.MeanRarity);
        var value = AccountRun.Vector(AccountRun.Feed(stream, popularity))[(int)Feature.RarityExcess];
        ((double)value).Should().BeApproximately(oracle.Of(Feature.RarityExcess), 1e-3);
    }

    private static StreamEvent Taking(ulong track, int second, Operation operation = Operation.Audio) => new(
        new AccessEvent
        {
            TimeMicros = (RandomStream.Start + second) * 1_000_000,
            Operation = operation,
            Status = 200,
            TrackCount = 1,
        },
        [track], 0);

    private static byte[] BytesOf(List<StreamEvent> stream)
    {
        var account = AccountRun.Feed(stream);
        return MemoryMarshal.AsBytes(new ReadOnlySpan<AccountFeatures>(ref account)).ToArray();
    }
}
