using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace ScrapeGuard.Postgres.Migrations;

/// <summary>One step of the schema, which is never changed once it was released.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Name">Its file's name.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = [.. Read().OrderBy(migration => migration.Number)];

    /// <summary>SHA-256 of what it does, 64 hexadecimal digits.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    private static IEnumerable<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream, Encoding.UTF8);

            // A checkout may have changed the ends of lines.
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            yield return new Migration(int.Parse(name[..4], CultureInfo.InvariantCulture), name, sql);
        }
    }
}
