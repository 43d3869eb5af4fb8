using System.Text;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Tests.Leaks;

public sealed class LeakLedgerTests
{
    [Test]
    public void Close_TakersOfACampaign_CountsUnionsOnce()
    {
        var ledger = new LeakLedger(new HaulOptions(), [new("a", "c1"), new("b", "c1"), new("z")], []);
        ledger.See("a", Operation.Metadata, 1, 1, 2, 3);
        ledger.See("a", Operation.License, 2, 3);
        ledger.See("a", Operation.Audio, 3, 3);
        ledger.See("b", Operation.Audio, 4, 3, 4);
        ledger.See("b", Operation.Play, 5, 99);
        ledger.See("anna", Operation.Play, 6, 3);
        ledger.See("anna", Operation.Play, 7, 50);

        var report = ledger.Close();

        report.NotSeen.Should().Equal("z");
        report.Accounts.Select(account => (account.Name, account.Tracks, account.AudioTracks, account.KeyTracks))
            .Should().Equal(("a", 3.0, 1.0, 1.0), ("b", 2.0, 2.0, 0.0));
        var campaign = report.Campaigns.Single();
        (campaign.Tracks, campaign.AudioTracks, campaign.Accounts).Should().Be((4, 2, 2));
        report.Total.Tracks.Should().Be(4);
        report.Total.Bytes.Should().Be(50);
        report.Plays.Should().Be(2, "what takers report is not listening");
        report.Total.Listening!.Value.Value.Should().Be(0.5);
        report.CatalogueTracks.Should().Be(6);
        report.Total.Catalogue.Value.Should().BeApproximately(4 / 6.0, 1e-12);
        report.Total.Bands.Sum(band => band.Taken).Should().Be(4);
    }

    [Test]
    public void Close_RefusedAndRepeated_AreNotTaken()
    {
        var ledger = new LeakLedger(new HaulOptions(), [new("a")], []);
        var refused = new AccessEvent { Operation = Operation.Audio, Status = 403, TimeMicros = 1, Bytes = 10 };
        ledger.See("a", refused, 1);
        var served = refused with { Status = 206, Id = 77 };
        ledger.See("a", served, 2);
        ledger.See("a", served, 2);

        var total = ledger.Close().Total;

        (total.Tracks, total.Bytes, total.Requests, total.Refused).Should().Be((1, 10, 2, 1));
    }

    [Test]
    public void Close_ServedWhileSuspended_MeasuresWhatWasKeptIn()
    {
        var ledger = new LeakLedger(
            new HaulOptions(), [new("a", null, 100 * LeakEvents.Second, 200 * LeakEvents.Second)], []);

        // Out of order: what was also taken before is nothing that the suspension keeps in.
        ledger.See("a", Operation.Audio, 150, 2, 3);
        ledger.See("a", Operation.Audio, 50, 1, 2);
        ledger.See("a", Operation.Audio, 250, 4);

        var prevented = ledger.Close().Total.Prevented;

        prevented.Should().Be(new PreventedLeak(IsMeasured: true, 1, 1, 10, 0));
    }

    [Test]
    public void Close_RefusedWhileSuspended_GoesByThePaceBefore()
    {
        var ledger = new LeakLedger(new HaulOptions(), [new("a", null, 7_200 * LeakEvents.Second)], []);
        ledger.See("a", Operation.Audio, 0, 1, 2, 3);
        ledger.See("a", Operation.Metadata, 7_000, 4);
        var refused = new AccessEvent { Operation = Operation.Audio, Status = 401, TimeMicros = 8_000_000_000 };
        ledger.See("a", refused, 5);
        ledger.See("anna", Operation.Play, 7_200 * 3, 1);

        var prevented = ledger.Close().Accounts.Single().Prevented;

        // Four tracks in two hours, and four hours from the suspension to the end.
        prevented.Should().Be(new PreventedLeak(IsMeasured: false, 8, 6, 40, 1));
    }

    [Test]
    public void Close_CanaryTracks_ListsWhoTookWhich()
    {
        var ledger = new LeakLedger(new HaulOptions { MaxCanaryAccounts = 2 }, [new("a")], ["decoy", "other"]);
        var decoy = StableHash.Hash64(Encoding.UTF8.GetBytes("decoy"));
        ledger.See("b", Operation.Metadata, 1, 5, decoy);
        ledger.See("a", Operation.Audio, 2, decoy);
        ledger.See("a", Operation.Audio, 3, decoy);
        ledger.See("c", Operation.Audio, 3, decoy);
        ledger.See("d", Operation.Play, 4, decoy);

        var canary = ledger.Close().Canaries.Single();

        canary.Track.Should().Be("decoy");
        canary.Accounts.Should().Equal("a", "b");
        canary.More.Should().Be(1);
    }

    [Test]
    public void Close_OtherOperations_AreTold()
    {
        var ledger = new LeakLedger(new HaulOptions(), [new("a"), new("b")], []);
        ledger.See("a", Operation.Auth, 1);
        ledger.See("b", Operation.Other, 2);

        var report = ledger.Close();

        report.Accounts.Select(account => account.OutsideCatalogue).Should().Equal(0, 1);
        report.Total.OutsideCatalogue.Should().Be(1);
    }

    [Test]
    public void Close_NoRoomForAccounts_CountsThemTogether()
    {
        var ledger = new LeakLedger(new HaulOptions { MaxAccountBytes = 0 }, [new("a"), new("b")], []);
        ledger.See("a", Operation.Metadata, 1, 1, 2);
        ledger.See("b", Operation.Metadata, 1, 2, 3);

        var report = ledger.Close();

        report.WithoutRoom.Should().Be(2);
        report.Accounts.Should().BeEmpty();
        (report.Total.Tracks, report.Total.Accounts).Should().Be((3, 2));
    }

    [Test]
    public void Close_SmallBounds_StayWithinTwoPercentOfTheTruth([Range(1, 5)] int seed)
    {
        var options = new HaulOptions { ExactTracksPerAccount = 500, ExactTracksTogether = 2_000 };
        var ledger = new LeakLedger(options, [new("a", "c"), new("b", "c")], []);
        var tracks = Tracks.Of((ulong)seed, 90_000).ToArray();
        for (var i = 0; i < tracks.Length; i++)
        {
            ledger.See(i < 50_000 ? "a" : "b", Operation.Metadata, i, tracks[i]);
            if (i % 2 == 0)
            {
                ledger.See("b", Operation.Audio, i, tracks[i]);
            }
        }

        var report = ledger.Close(catalogueTracks: 180_000);

        report.Accounts[0].Tracks.Should().BeInRange(49_000, 51_000, "seed {0}", seed);
        report.Accounts[1].AudioTracks.Should().BeInRange(45_000 * 0.98, 45_000 * 1.02, "seed {0}", seed);
        report.Total.Tracks.Should().BeInRange(90_000 * 0.98, 90_000 * 1.02, "seed {0}", seed);
        report.Campaigns.Single().Tracks.Should().Be(report.Total.Tracks, "the same tracks are the same registers");
        report.Total.Catalogue.Value.Should().BeInRange(0.49, 0.51, "seed {0}", seed);
        report.Total.RelativeError.Should().Be(DistinctSketch.RelativeError);
    }

    [Test]
    public void Construct_OptionsOutOfRange_NamesEveryKey()
    {
        var options = new HaulOptions { ExactTracksPerAccount = 0, MaxWorks = -1 };

        var act = () => new LeakLedger(options, [], []);

        act.Should().Throw<ArgumentException>().WithMessage("*ExactTracksPerAccount '0'*MaxWorks '-1'*");
    }
}
