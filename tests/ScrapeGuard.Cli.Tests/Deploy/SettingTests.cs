using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Services;

namespace ScrapeGuard.Cli.Tests.Deploy;

public sealed class SettingTests
{
    [Test]
    public void Variables_EveryOne_IsASettingOfTheProgram()
    {
        var variables = DeploySettings.Variables().ToList();
        variables.Should().HaveCountGreaterThan(8);
        variables.Where(variable => DeploySettings.KeyOf(variable.Name) is null).Should().BeEmpty();
    }

    [Test]
    public void Variables_ThoseWithAValue_AreBoundWithoutMistake()
    {
        foreach (var file in DeploySettings.Variables().GroupBy(variable => variable.File.Split('(')[0])
            .Where(file => !file.Key.EndsWith(".md", StringComparison.Ordinal)))
        {
            var given = file.Where(variable => variable.Value.Length > 0 && !variable.Value.Contains(' '))
                .DistinctBy(variable => variable.Name)
                .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
            var errors = new List<string>();
            SettingsBinder.Bind(new SettingsLayers([[.. SettingsEnvironment.Read(given)]], errors), errors);
            errors.Should().BeEmpty(file.Key);
        }
    }

    [Test]
    public void KeyOf_UnknownVariable_IsNull()
    {
        DeploySettings.KeyOf("SCRAPEGUARD__KAFKA__SERVERS").Should().BeNull();
        DeploySettings.KeyOf("SCRAPEGUARD__KAFKA__GROUPID").Should().Be("Kafka:GroupId");
    }

    [Test]
    public void CommandLines_EveryOne_IsUnderstoodByTheProgram()
    {
        var root = CommandRoot.Create(Context(TextWriter.Null));
        var lines = DeploySettings.CommandLines().ToList();
        lines.Select(line => line.Words[0]).Should().Contain("worker");
        foreach (var (file, words) in lines)
        {
            root.Parse([.. words]).Errors.Select(error => error.Message)
                .Should().BeEmpty($"{file}: {string.Join(' ', words)}");
        }
    }

    [Test]
    public async Task Files_PoliciesAndSettings_AreValid()
    {
        string[] files =
        [
            Path.Combine(DeployFolder.Root, "kubernetes", "policy.yaml"),
            Path.Combine(DeployFolder.Root, "systemd", "appsettings.json"),
            Path.Combine(DeployFolder.Root, "systemd", "console.json"),
        ];
        var errors = new StringWriter();
        var code = await CommandRoot.RunAsync(["validate", .. files], Context(errors));
        code.Should().Be(ExitCode.Done, errors.ToString());
    }

    private static CommandContext Context(TextWriter errors) => new()
    {
        Out = TextWriter.Null,
        Error = errors,
        ErrorIsTerminal = false,
        Time = TimeProvider.System,
    };
}
