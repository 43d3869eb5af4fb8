using System.Text.RegularExpressions;
using ScrapeGuard.Cli.Services;
using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>The variables and the words of command lines that deploy/ gives to the program.</summary>
internal static partial class DeploySettings
{
    public const string Compose = "docker/compose.yml";

    /// <summary>SCRAPEGUARD__ variables, with the file that sets them and the value.</summary>
    public static IEnumerable<(string File, string Name, string Value)> Variables()
    {
        foreach (var path in Directory.GetFiles(DeployFolder.Root, "*", SearchOption.AllDirectories))
        {
            var lines = File.ReadAllLines(path);
            foreach (var (number, line) in lines.Index())
            {
                foreach (Match match in Variable().Matches(line))
                {
                    yield return ($"{DeployFolder.Name(path)}({number + 1})", match.Value, ValueOf(lines, number));
                }
            }
        }
    }

    /// <summary>Command lines of the program: in compose, Kubernetes and systemd.</summary>
    public static IEnumerable<(string File, IReadOnlyList<string> Words)> CommandLines()
    {
        var compose = Path.Combine(DeployFolder.Root, Compose);
        foreach (var (_, service) in DeployFolder.Yaml(compose)[0].Pairs("services")
            .Where(service => service.Value.At("<<") is not null))
        {
            yield return (DeployFolder.Name(compose), Words(service, "command"));
        }

        foreach (var path in DeployFolder.Files("kubernetes", "*.yaml"))
        {
            foreach (var container in DeployFolder.Yaml(path)
                .SelectMany(document => document.Items("spec", "template", "spec", "containers")))
            {
                yield return (DeployFolder.Name(path), Words(container, "args"));
            }
        }

        foreach (var path in DeployFolder.Files("systemd", "*.service"))
        {
            foreach (var line in File.ReadAllLines(path)
                .Where(line => line.StartsWith("ExecStart", StringComparison.Ordinal)))
            {
                yield return (DeployFolder.Name(path), line.Split(".dll ", 2)[1].Split(' '));
            }
        }
    }

    /// <summary>The key of a variable, spelled rightly; null: there is no such setting.</summary>
    public static string? KeyOf(string variable)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = "x" };
        return SettingCatalogue.Find(SettingsEnvironment.Read(given).Single().Key);
    }

    private static string[] Words(YamlNode node, string key) =>
        [.. node.Items(key).Select(word => ((YamlScalarNode)word).Value!)];

    // "NAME: value", "NAME=value", or Kubernetes' "name: NAME" with the value on the next line.
    private static string ValueOf(string[] lines, int number)
    {
        var rest = Variable().Replace(lines[number], "\n", 1).Split('\n')[1].TrimStart(':', '=', ' ');
        if (rest.Length == 0 && number + 1 < lines.Length)
        {
            rest = lines[number + 1].Replace("value:", "", StringComparison.Ordinal);
        }

        return rest.Trim().TrimEnd('\\').Trim().Trim('"');
    }

    [GeneratedRegex("SCRAPEGUARD__[A-Z0-9_]+")]
    private static partial Regex Variable();
}
