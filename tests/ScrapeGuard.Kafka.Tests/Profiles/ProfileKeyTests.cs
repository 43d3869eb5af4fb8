using System.Text;
using ScrapeGuard.Kafka.Profiles;

namespace ScrapeGuard.Kafka.Tests.Profiles;

public sealed class ProfileKeyTests
{
    [Test]
    public void TryParse_EveryKind_IsWhatWasWritten()
    {
        foreach (var kind in Enum.GetValues<ProfileKind>())
        {
            var key = new ProfileKey(kind, 7, -3, "a1b2");
            ProfileKey.TryParse(key.ToBytes(), out var read).Should().BeTrue();
            read.Should().Be(key);
        }
    }

    [TestCase("")]
    [TestCase("closing")]
    [TestCase("closing/1/2")]
    [TestCase("closing/1/2/a/b")]
    [TestCase("opening/1/2/a")]
    [TestCase("closing/-1/2/a")]
    [TestCase("closing/x/2/a")]
    [TestCase("closing/1/x/a")]
    public void TryParse_Other_IsRefused(string key) =>
        ProfileKey.TryParse(Encoding.UTF8.GetBytes(key), out _).Should().BeFalse();
}
