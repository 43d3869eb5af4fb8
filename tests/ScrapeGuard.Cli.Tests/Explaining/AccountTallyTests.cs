using ScrapeGuard.Cli.Explaining;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.Explaining;

public sealed class AccountTallyTests
{
    private const long Hour = 3_600_000_000;

    [Test]
    public void Count_MoreSourcesThanTheBound_AreNotKept()
    {
        var tally = new AccountTally();
        for (var i = 1; i <= AccountTally.MaxDistinct + 10; i++)
        {
            tally.Count(new AccessEvent { Ip = (uint)i, Device = (uint)(i % 7) + 1 });
        }

        tally.Addresses.Should().Be(AccountTally.MaxDistinct);
        tally.Devices.Should().Be(7);
        tally.Clients.Should().Be(0, "0 stands for a field that is absent");
        tally.Lines.Should().Be(AccountTally.MaxDistinct + 10);
    }

    [Test]
    public void ActiveBetween_HoursOutside_AreLeftOut()
    {
        var tally = new AccountTally();
        foreach (var hour in (int[])[1, 10, 10, 11, 34, 5_000])
        {
            tally.Count(new AccessEvent { TimeMicros = hour * Hour });
        }

        var (hours, ofDay, days) = tally.ActiveBetween(2 * Hour, 40 * Hour);

        hours.Should().Be(3);
        days.Should().Be(2);
        ofDay[10].Should().Be(2);
        ofDay[11].Should().Be(1);
    }
}
