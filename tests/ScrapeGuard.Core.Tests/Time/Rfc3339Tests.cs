using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Core.Tests.Time;

public sealed class Rfc3339Tests
{
    private const string Characters = "0123456789-:.TZtz +\0\u007f/;";
    private const long FirstMicros = -62_104_060_800_000_000;
    private const long LastMicros = 253_370_764_800_000_000;

    [TestCase("1970-01-01T00:00:00Z", 0)]
    [TestCase("1970-01-01T00:00:00.1Z", 100_000)]
    [TestCase("1970-01-01T00:00:00.12Z", 120_000)]
    [TestCase("1970-01-01T00:00:00.123Z", 123_000)]
    [TestCase("1970-01-01T00:00:00.1234Z", 123_400)]
    [TestCase("1970-01-01T00:00:00.12345Z", 123_450)]
    [TestCase("1970-01-01T00:00:00.123456Z", 123_456)]
    [TestCase("1970-01-01T00:00:00.1234569Z", 123_456)]
    [TestCase("1970-01-01T00:00:00.123456999999Z", 123_456)]
    [TestCase("1970-01-01t00:00:00z", 0)]
    [TestCase("1970-01-01 00:00:00Z", 0)]
    [TestCase("1970-01-01T01:00:00+01:00", 0)]
    [TestCase("1969-12-31T22:30:00-01:30", 0)]
    [TestCase("1970-01-01T00:00:00-00:00", 0)]
    [TestCase("1970-01-01T23:59:00+23:59", 0)]
    [TestCase("2016-12-31T23:59:60Z", 1_483_228_800_000_000)]
    [TestCase("2000-02-29T00:00:00Z", 951_782_400_000_000)]
    [TestCase("0002-01-01T00:00:00Z", FirstMicros)]
    [TestCase("9998-12-31T24:00:00Z", null)]
    [TestCase("9998-12-31T23:59:60Z", LastMicros)]
    [TestCase("1900-02-29T00:00:00Z", null)]
    [TestCase("2023-02-29T00:00:00Z", null)]
    [TestCase("2023-04-31T00:00:00Z", null)]
    [TestCase("2023-00-01T00:00:00Z", null)]
    [TestCase("2023-13-01T00:00:00Z", null)]
    [TestCase("2023-01-00T00:00:00Z", null)]
    [TestCase("2023-01-32T00:00:00Z", null)]
    [TestCase("0001-01-01T00:00:00Z", null)]
    [TestCase("9999-01-01T00:00:00Z", null)]
    [TestCase("2023-01-01T24:00:00Z", null)]
    [TestCase("2023-01-01T00:60:00Z", null)]
    [TestCase("2023-01-01T00:00:61Z", null)]
    [TestCase("2023-01-01T00:00:00", null)]
    [TestCase("2023-01-01T00:00:00.Z", null)]
    [TestCase("2023-01-01T00:00:00.1", null)]
    [TestCase("2023-01-01T00:00:00,1Z", null)]
    [TestCase("2023-01-01T00:00:00+1:00", null)]
    [TestCase("2023-01-01T00:00:00+0100", null)]
    [TestCase("2023-01-01T00:00:00+24:00", null)]
    [TestCase("2023-01-01T00:00:00+00:60", null)]
    [TestCase("2023-01-01T00:00:00ZZ", null)]
    [TestCase("2023-01-01T00:00:00Z ", null)]
    [TestCase(" 2023-01-01T00:00:00Z", null)]
    [TestCase("2023-01-01\u000000:00:00Z", null)]
    [TestCase("2023-01-01T00:00Z", null)]
    [TestCase("20230101T000000Z", null)]
    [TestCase("2023/01/01T00:00:00Z", null)]
    [TestCase("2023-01-01T00-00-00Z", null)]
    [TestCase("+023-01-01T00:00:00Z", null)]
    [TestCase("2023-01-01T0:000:00Z", null)]
    [TestCase("", null)]
    public void TryParse_EdgesOfTheGrammar_AreKept(string text, long? expected)
    {
        Parse(text).Should().Be(expected);
        Rfc3339Oracle.Parse(text).Should().Be(expected, "the oracle must know as much");
    }

    [Test]
    public void TryParse_OverlongFraction_IsBounded()
    {
        Parse("2023-01-01T00:00:00." + new string('0', 43) + "Z").Should().NotBeNull();
        Parse("2023-01-01T00:00:00." + new string('0', 44) + "Z").Should().BeNull();
    }

    [Test]
    public void TryParse_RandomAndMutatedTimes_AgreesWithTheOracle()
    {
        var random = new Random(TestSeed.Next());
        for (var i = 0; i < 200_000; i++)
        {
            var text = new StringBuilder(Rfc3339.Format(random.NextInt64(FirstMicros, LastMicros)));
            for (var left = random.Next(3); left > 0; left--)
            {
                text[random.Next(text.Length)] = Characters[random.Next(Characters.Length)];
            }

            if (random.Next(3) == 0)
            {
                var sign = random.Next(2) == 0 ? '+' : '-';
                text.Remove(text.Length - 1, 1).Append($"{sign}{random.Next(26):00}:{random.Next(62):00}");
            }

            var time = text.ToString();
            Assert.That(Parse(time), Is.EqualTo(Rfc3339Oracle.Parse(time)), time);
        }
    }

    [Test]
    public void TryParse_AnyByteAnywhere_NeverPassesForAnotherCharacter()
    {
        var line = "2024-02-29T12:34:56.789+01:30"u8.ToArray();
        for (var at = 0; at < line.Length; at++)
        {
            for (var b = 0; b < 256; b++)
            {
                var changed = line.ToArray();
                changed[at] = (byte)b;
                var text = Encoding.Latin1.GetString(changed);
                long? actual = Rfc3339.TryParse(changed, out var micros) ? micros : null;
                Assert.That(actual, Is.EqualTo(Rfc3339Oracle.Parse(text)), text);
            }
        }
    }

    [Test]
    public void DaysFromCivil_EveryDayOfEightCenturies_CountsUp()
    {
        var day = new DateTime(1600, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var expected = (day - DateTime.UnixEpoch).Days;
        for (; day.Year < 2401; day = day.AddDays(1))
        {
            Assert.That(Rfc3339.DaysFromCivil(day.Year, day.Month, day.Day), Is.EqualTo(expected++));
        }
    }

    [Test]
    public void Format_AnyTime_IsReadBack() =>
        Check.QuickThrowOnFailure(Prop.ForAll<long>(x =>
        {
            var micros = FirstMicros + (long)((ulong)(x * 2_654_435_761) % (ulong)(LastMicros - FirstMicros));
            return Parse(Rfc3339.Format(micros)) == micros;
        }));

    [TestCase(0, "1970-01-01T00:00:00.000Z")]
    [TestCase(1_000, "1970-01-01T00:00:00.001Z")]
    [TestCase(1, "1970-01-01T00:00:00.000001Z")]
    [TestCase(-1, "1969-12-31T23:59:59.999999Z")]
    [TestCase(-1_000, "1969-12-31T23:59:59.999Z")]
    public void Format_Precision_IsTheShortestExact(long micros, string expected) =>
        Rfc3339.Format(micros).Should().Be(expected);

    [Test]
    public void TryParse_FrameworksOwnFormat_Agrees()
    {
        var random = new Random(TestSeed.Next());
        for (var i = 0; i < 10_000; i++)
        {
            var time = new DateTimeOffset(random.NextInt64(1, 3_000_000) * 1_000_000_000_000, TimeSpan.Zero)
                .AddMilliseconds(random.Next(86_400_000)).ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841)));
            var text = time.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
            long? expected = time.Year is < 2 or > 9998 ? null : time.ToUnixTimeMilliseconds() * 1000;
            Assert.That(Parse(text), Is.EqualTo(expected), text);
        }
    }

    private static long? Parse(string text) =>
        Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var micros) ? micros : null;
}
