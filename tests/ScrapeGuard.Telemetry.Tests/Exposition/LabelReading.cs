using System.Text;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

/// <summary>
/// Reads labels as the format defines them: <c>label = name "=" '"' { escape | character } '"'</c>, where an escape is
/// a backslash before backslash, quote or n.
/// </summary>
internal static class LabelReading
{
    public static IEnumerable<(string Name, string Value)> Read(string labels)
    {
        var at = 0;
        while (at < labels.Length)
        {
            var equals = labels.IndexOf('=', at);
            var name = labels[at..equals];
            at = equals + 1;
            Expect(labels, ref at, '"');
            var value = new StringBuilder();
            while (labels[at] != '"')
            {
                var c = labels[at++];
                value.Append(c == '\\' ? Meant(labels[at++]) : c);
            }

            Expect(labels, ref at, '"');
            if (at < labels.Length)
            {
                Expect(labels, ref at, ',');
            }

            yield return (name, value.ToString());
        }
    }

    private static char Meant(char escaped) => escaped switch
    {
        'n' => '\n',
        '\\' or '"' => escaped,
        _ => throw new FormatException($"\\{escaped} is no escape"),
    };

    private static void Expect(string text, ref int at, char wanted)
    {
        if (text[at] != wanted)
        {
            throw new FormatException($"{wanted} wanted at {at} of {text}");
        }

        at++;
    }
}
