using ScrapeGuard.Captures;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Cli.PolicyCases;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Commands;

/// <summary>Tells what a file is by its content, and all that is wrong with it.</summary>
internal static class CheckedFile
{
    private const string Policy = "policy";
    private const string Mapping = "mapping";
    private const string Model = "model";
    private const string Settings = "settings file";
    private const string Cases = "file of cases";
    private const string CasesKey = "cases";
    private const string None = "is neither a policy nor a mapping nor settings nor a model nor cases";
    private const string SettingsName = "appsettings";
    private const string ModelExtension = ".sgmodel";
    private const string JsonExtension = ".json";
    private const int MaxKeys = 1_000;

    private static readonly HashSet<string> PolicyKeys = new(StringComparer.Ordinal)
    {
        "name", "mode", "model", "grace", "thresholds", "ladder", "rules", "campaigns", "cohorts", "allowlist",
        "canaryTracks",
    };

    private static readonly HashSet<string> MappingKeys = new(StringComparer.Ordinal)
    {
        "format", "timeFormat", "delimiter", "trackSeparator", "fields", "constants", "paths",
    };

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Receives a line a mistake, with file, line, key and value.</param>
    /// <returns>What it is.</returns>
    public static string Check(string path, List<string> errors)
    {
        if (!InputFile.TryOpen(path, "", errors, out var stream))
        {
            return "";
        }

        using (stream)
        {
            if (path.EndsWith(ModelExtension, StringComparison.OrdinalIgnoreCase) || AnyModelFile.IsModel(stream!))
            {
                CheckModel(path, stream!, errors);
                return Model;
            }
        }

        return InputFile.TryRead(path, "", errors, out var text) ? CheckText(path, text, errors) : "";
    }

    /// <summary>Settings are JSON, and their sections have names of their own.</summary>
    private static bool IsSettings(string path, List<string> keys, int ofOthers) =>
        path.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase)
        && (keys.Count(SettingCatalogue.Sections.Contains) is > 0 and var ofSettings && ofSettings >= ofOthers
            || Path.GetFileName(path).StartsWith(SettingsName, StringComparison.OrdinalIgnoreCase));

    private static void CheckModel(string path, FileStream stream, List<string> errors)
    {
        if (AnyModelFile.Read(stream).Mistake is { } mistake)
        {
            errors.Add($"{path}: {mistake}");
        }
    }

    private static string CheckText(string path, string text, List<string> errors)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add($"{path}: {None}: it is no text");
            return "";
        }

        var keys = KeysOf(text);
        var ofMapping = keys.Count(MappingKeys.Contains);
        var ofPolicy = keys.Count(PolicyKeys.Contains);
        if (IsSettings(path, keys, ofMapping + ofPolicy))
        {
            var layers = new SettingsLayers([SettingsFile.Read(text, path, errors)], errors);
            SettingsBinder.Bind(layers, errors);
            return Settings;
        }

        if (ofMapping + ofPolicy == 0 && keys.Contains(CasesKey))
        {
            errors.AddRange(PolicyCaseReader.Read(text, path).Errors.Select(error => error.ToString()));
            return Cases;
        }

        if (ofMapping + ofPolicy == 0 && path.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add($"{path}: {None}: it has none of their keys");
            return "";
        }

        if (ofMapping > ofPolicy)
        {
            errors.AddRange(CaptureMappingReader.Read(text, path).Errors.Select(error => error.ToString()));
            return Mapping;
        }

        var policy = PolicyFileReader.Read(text, path);
        errors.AddRange(policy.Errors.Select(error => error.ToString()));
        if (policy.Policy?.Model is { } model)
        {
            JudgingArguments.ReadModel(JudgingArguments.BesidePolicy(model, path), $"{path}: model", errors);
        }

        return Policy;
    }

    /// <summary>
    /// The words before a colon at the start of a line, or anywhere in a JSON object: enough to tell the two apart.
    /// </summary>
    private static List<string> KeysOf(string text)
    {
        var isJson = text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{");
        var keys = new List<string>();
        foreach (var part in text.AsSpan().SplitAny(isJson ? "\n,{" : "\n"))
        {
            var line = text.AsSpan()[part];
            var colon = line.IndexOf(':');
            if (colon > 0 && keys.Count < MaxKeys && (isJson || !char.IsWhiteSpace(line[0])))
            {
                keys.Add(line[..colon].Trim(" \t\r\"'\uFEFF").ToString());
            }
        }

        return keys;
    }
}
