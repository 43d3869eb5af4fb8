using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>The files that operators install.</summary>
internal static class DeployFolder
{
    public static string Root { get; } = Find();

    /// <summary>Files below a folder of it, by pattern; there must be some.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var files = Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories);
        files.Should().NotBeEmpty($"deploy/{folder} holds {pattern}");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    public static string Name(string path) => Path.GetRelativePath(Path.GetDirectoryName(Root)!, path);

    /// <summary>The documents of a YAML file.</summary>
    public static IReadOnlyList<YamlNode> Yaml(string path)
    {
        var stream = new YamlStream();
        using var text = new StreamReader(path);
        stream.Load(text);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    /// <summary>What stands at a path of keys; null when nothing does.</summary>
    public static YamlNode? At(this YamlNode node, params string[] keys)
    {
        YamlNode? at = node;
        foreach (var key in keys)
        {
            at = at is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var next)
                ? next
                : null;
        }

        return at;
    }

    public static string? Text(this YamlNode node, params string[] keys) => (node.At(keys) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode node, params string[] keys) =>
        node.At(keys) is YamlSequenceNode list ? list.Children : [];

    public static IEnumerable<(string Key, YamlNode Value)> Pairs(this YamlNode node, params string[] keys) =>
        node.At(keys) is YamlMappingNode map
            ? map.Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value))
            : [];

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ScrapeGuard.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no ScrapeGuard.sln above the tests");
        }

        return Path.Combine(folder.FullName, "deploy");
    }
}
