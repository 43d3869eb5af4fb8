using System.Text;
using System.Text.RegularExpressions;

namespace ScrapeGuard.Cli.Tests.Actioning.Receivers;

/// <summary>A syslog server's side: frames and messages held against their RFCs.</summary>
internal static partial class SyslogFrames
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads frames as RFC 6587 has them: the length in digits, a space, so many bytes.</summary>
    public static async Task<List<string>> ReadAsync(Stream stream, int frames)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var accounts = new List<string>();
        var one = new byte[1];
        while (accounts.Count < frames)
        {
            var length = 0;
            while (true)
            {
                await stream.ReadExactlyAsync(one, patience.Token);
                if (one[0] == ' ')
                {
                    break;
                }

                one[0].Should().BeInRange((byte)'0', (byte)'9');
                length = (length * 10) + one[0] - '0';
            }

            var frame = new byte[length];
            await stream.ReadExactlyAsync(frame, patience.Token);
            accounts.Add(Check(frame));
        }

        return accounts;
    }

    /// <summary>Holds a message against RFC 5424, and gives back whom its line of CEF is about.</summary>
    public static string Check(byte[] bytes)
    {
        var message = Strict.GetString(bytes);
        var parts = Message().Match(message);
        parts.Success.Should().BeTrue(message);
        int.Parse(parts.Groups["pri"].Value).Should().Be((13 * 8) + 2, "log audit, critical");
        parts.Groups["app"].Value.Should().Be("scrapeguard");
        parts.Groups["id"].Value.Should().Be("guard.tripped");
        parts.Groups["msg"].Value.Should().StartWith("CEF:0|ScrapeGuard|ScrapeGuard|").And.NotContain("\n");
        return Account().Match(message).Groups[1].Value;
    }

    [GeneratedRegex(
        @"^<(?<pri>\d{1,3})>1 (?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z) "
            + @"(?<host>[!-~]{1,255}) (?<app>[!-~]{1,48}) (?<proc>[!-~]{1,128}) "
            + @"(?<id>[!-~]{1,32}) - (?<msg>[^\0\r\n]*)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Message();

    [GeneratedRegex(" suser=(\\S+)")]
    private static partial Regex Account();
}
