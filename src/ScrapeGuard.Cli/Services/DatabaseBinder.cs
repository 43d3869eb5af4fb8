using ScrapeGuard.Postgres;
using Keys = ScrapeGuard.Cli.Services.SettingCatalogue;

namespace ScrapeGuard.Cli.Services;

/// <summary>Makes the settings of the database, and names what is wrong with them.</summary>
internal static class DatabaseBinder
{
    /// <summary>Null: there is none. No file is read: a service may have no use for the database.</summary>
    public static PostgresOptions? Bind(SettingValues values, SettingsLayers layers, List<string> errors)
    {
        var defaults = new PostgresOptions();
        var connection = values.Text(Keys.ConnectionString);
        var options = new PostgresOptions
        {
            ConnectionString = connection ?? "",
            ConnectionStringFile = values.Text(Keys.ConnectionStringFile),
            PasswordFile = values.Text(Keys.PasswordFile),
            MaxConnections = values.Int(Keys.MaxConnections) ?? defaults.MaxConnections,
            StatementTimeoutSeconds = values.Int(Keys.StatementTimeoutSeconds) ?? defaults.StatementTimeoutSeconds,
            IdleTimeoutSeconds = values.Int(Keys.IdleTimeoutSeconds) ?? defaults.IdleTimeoutSeconds,
            RetentionDays = values.Int(Keys.RetentionDays) ?? defaults.RetentionDays,
        };
        var isThere = connection is not null || options.ConnectionStringFile is not null;
        foreach (var mistake in options.Validate())
        {
            if (!mistake.StartsWith(Keys.ConnectionString + ": ", StringComparison.Ordinal))
            {
                errors.Add(layers.Place(mistake));
            }
            else if (isThere)
            {
                values.Reject<string>(Keys.ConnectionString, mistake[(Keys.ConnectionString.Length + 2)..]);
            }
        }

        return isThere ? options : null;
    }

    /// <summary>Tells what is wrong with the files that the settings name.</summary>
    public static void CheckFiles(PostgresOptions? options, SettingsLayers layers, List<string> errors) =>
        errors.AddRange((options?.CheckFiles() ?? []).Except(options?.Validate() ?? []).Select(layers.Place));
}
