using System.Text.Json;
using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Console.Tests.Traffic;

public sealed class CampaignTests
{
    private const long Hour = 3_600_000_000;

    [Test]
    public async Task Campaign_ThatTheEngineFinds_IsShownWithWhatItKnows()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        trial.Traffic.Take(Samples.Events(
            ("a", Samples.Start, Operation.Audio, ["t1"]), ("b", Samples.Start, Operation.Audio, ["t2"])));
        trial.Traffic.Take([Samples.Campaign(7, 60, "a", "b", "nobody")]);

        var listed = (await JsonAsync(trial, "campaigns?state=open")).GetProperty("items")[0];
        var page = await JsonAsync(trial, "campaigns/campaign-0000000000000007");
        var account = await JsonAsync(trial, "account?name=a");

        listed.GetProperty("kind").GetString().Should().Be("too-disjoint");
        listed.GetProperty("members").GetInt32().Should().Be(3);
        page.GetProperty("evidence").GetDouble().Should().Be(60);
        page.GetProperty("unseen").GetInt32().Should().Be(1, "nothing of it was seen");
        page.GetProperty("named").GetInt32().Should().Be(0, "no decision names it");
        page.GetProperty("overlap").GetProperty("expected").GetDouble().Should().Be(30, "each pair once");
        page.GetProperty("why").EnumerateArray().Select(line => line.GetString()).Should().HaveCount(3)
            .And.Contain(line => line!.Contains("share 30, pair by pair; these share 3"));
        var member = page.GetProperty("memberList").EnumerateArray().Single(one =>
            one.GetProperty("account").GetString() == "a");
        member.GetProperty("shared").GetDouble().Should().Be(2);
        member.GetProperty("sharedExpected").GetDouble().Should().Be(20);
        account.GetProperty("campaign").GetString().Should().Be("campaign-0000000000000007");
    }

    [Test]
    public async Task Campaign_WhoseMembersShareANetwork_SaysHowMany()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        var campaign = Samples.Campaign(7, 60, "a", "b", "c");
        trial.Traffic.Take(Samples.Events(("a", Samples.Start, Operation.Audio, ["t1"])));
        trial.Traffic.Take([campaign with
        {
            Members =
            [
                campaign.Members[0] with { Shared = new SharedTraits(5, 0, 0, 6, 4) },
                campaign.Members[1] with { Shared = new SharedTraits(5, 0, 0, 0) },
                campaign.Members[2],
            ],
        }]);

        var page = await JsonAsync(trial, "campaigns/campaign-0000000000000007");

        page.GetProperty("why").EnumerateArray().Select(line => line.GetString()).Should().Contain(
            "Of its members, 2 share a network, 1 share the hour of sign-up, 1 share a rhythm with others of it; "
            + "of people at most one in 50 would.");
    }

    [Test]
    public async Task Campaign_ThatTheEngineHasClosed_IsClosed()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        trial.Traffic.Take([Samples.Campaign(7, 60, "a"), Samples.Campaign(8, 60, "b")]);

        trial.Traffic.Take([Samples.Campaign(8, 60, "b")]);

        var open = (await JsonAsync(trial, "campaigns?state=open")).GetProperty("items").EnumerateArray();
        var closed = (await JsonAsync(trial, "campaigns?state=closed")).GetProperty("items").EnumerateArray();
        open.Select(item => item.GetProperty("id").GetString()).Should().Equal("campaign-0000000000000008");
        closed.Select(item => item.GetProperty("id").GetString()).Should().Equal("campaign-0000000000000007");
    }

    [Test]
    public void Take_SameCampaignsAgain_TellsNothingNew()
    {
        var book = new CampaignBook();
        var found = Samples.Campaign(7, 60, "a");

        book.Take([found]);
        book.TakeChanges().Should().Equal(found.Id);
        book.Take([found]);
        book.TakeChanges().Should().BeEmpty();
        book.Take([]);
        book.TakeChanges().Should().Equal(found.Id);
    }

    [Test]
    public void Take_ManyCampaignsOneAfterTheOther_KeepsTheLastOnes()
    {
        var book = new CampaignBook();
        for (var number = 1; number <= 2_000; number++)
        {
            book.Take([Samples.Campaign((ulong)number, 60, "a")]);
        }

        book.Ids.Should().HaveCount(CampaignBook.MaxClosed + 1);
        book.TakeChanges().Should().HaveCountLessThanOrEqualTo(1_000);
    }

    [Test]
    public void Take_MemberOfACampaign_DoesNotMakeRoom()
    {
        var model = new TrafficModel(new TrafficOptions { MaxAccounts = 100 });
        model.Take(Samples.Events(("quiet", Samples.Start, Operation.Audio, ["t1"])));
        model.Take([Samples.Campaign(7, 60, "quiet")]);
        for (var i = 0; i < 1_000; i++)
        {
            model.Take(Samples.Events((Samples.Name(i), Samples.Start + i, Operation.Search, [])));
        }

        model.Read(tables => tables.Find("quiet")).Should().NotBeNull();
        model.Read(tables => tables.Accounts.Count).Should().Be(100);
    }

    /// <summary>Beside plain sets: by the end of each hour what all together had taken, and each for itself.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Growth_AccountsWithFewTracks_IsThatOfPlainSets(int seed)
    {
        var random = new Random(seed);
        var model = new TrafficModel(new TrafficOptions());
        var union = new HashSet<ulong>();
        var own = new HashSet<(string, ulong)>();
        var expected = new SortedDictionary<long, (long Union, long Sum)>();
        for (var i = 0; i < 2_000; i++)
        {
            var account = $"member-{random.Next(4)}";
            var track = StableHash.Hash64(BitConverter.GetBytes(random.Next(1_500)));
            var micros = Samples.Start + (i * Hour / 100);
            var batch = new EventBatch(1);
            Samples.Add(batch, account, micros, Operation.Audio, [track]);
            model.Take(batch);
            var isNew = union.Add(track) | own.Add((account, track));
            if (isNew)
            {
                expected[micros / Hour * Hour] = (union.Count, own.Count);
            }
        }

        var members = model.Read(tables => tables.Accounts.ToList());
        var growth = CampaignGrowth.Of(members, union.Count);

        growth.Select(point => (point.Time.Micros, point.Union, point.Sum)).Should().Equal(
            expected.Select(point => (point.Key, point.Value.Union, point.Value.Sum)), $"seed {seed}");
    }

    [Test]
    public void Growth_AccountsWithManyTracks_EndsAtWhatTheyTookAndNeverFalls()
    {
        var model = new TrafficModel(new TrafficOptions());
        var batch = new EventBatch(1);
        for (var i = 0; i < 20_000; i++)
        {
            batch.Clear();
            Samples.Add(
                batch, $"member-{i % 5}", Samples.Start + (i * Hour / 500), Operation.Audio,
                [StableHash.Hash64(BitConverter.GetBytes(i))]);
            model.Take(batch);
        }

        var growth = CampaignGrowth.Of(model.Read(tables => tables.Accounts.ToList()), 20_000);

        growth[^1].Union.Should().Be(20_000);
        growth.Select(point => point.Union).Should().BeInAscendingOrder();
        growth[growth.Count / 2].Union.Should().BeCloseTo(10_000, 1_000, "a sample of a thousand tracks an account");
    }

    private static async Task<JsonElement> JsonAsync(ConsoleTrial trial, string path)
    {
        using var answer = await trial.Client(Role.Viewer).GetAsync(path);
        return await ConsoleTrial.JsonAsync(answer);
    }
}
