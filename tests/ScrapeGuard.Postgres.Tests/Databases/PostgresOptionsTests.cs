namespace ScrapeGuard.Postgres.Tests.Databases;

[TestFixture]
internal sealed class PostgresOptionsTests
{
    [Test]
    public void Validate_Defaults_AreRight() =>
        new PostgresOptions { ConnectionString = "Host=db;Password=secret" }.Validate().Should().BeEmpty();

    [TestCase("")]
    [TestCase("Password=secret")]
    [TestCase("Hostt=db;Password=secret")]
    [TestCase("Host=db;Port=secret")]
    public void Validate_NoConnectionString_SaysSoWithoutIt(string text) =>
        new PostgresOptions { ConnectionString = text }.Validate().Should().ContainSingle()
            .Which.Should().StartWith("Database:ConnectionString").And.NotContain("secret");

    [Test]
    public void Validate_ManyMistakes_NamesEach() =>
        new PostgresOptions
        {
            ConnectionString = "",
            StatementTimeoutSeconds = 0,
            IdleTimeoutSeconds = 601,
            MaxConnections = 1,
            RetentionDays = 40_000,
        }.Validate().Should().HaveCount(5).And.Contain("Database:RetentionDays '40000': must be 0 to 36500");

    [Test]
    public void Validate_ConnectionTwice_SaysSo() =>
        new PostgresOptions { ConnectionString = "Host=db", ConnectionStringFile = "/run/db" }.Validate().Should()
            .Equal("Database:ConnectionStringFile '/run/db': Database:ConnectionString is set, too; only one may be");

    [Test]
    public void Validate_PasswordTwice_SaysSo() =>
        new PostgresOptions { ConnectionString = "Host=db;Password=secret", PasswordFile = "/run/db" }.Validate()
            .Should().ContainSingle().Which.Should().StartWith("Database:PasswordFile '/run/db'")
            .And.NotContain("secret");

    [TestCase("Host=db;Username=u\n", 0)]
    [TestCase("Passwort=secret", 1)]
    [TestCase("", 1)]
    [TestCase("Host=db\nPassword=secret", 1)]
    public void CheckFiles_WhatIsInTheFile_IsToldWithoutIt(string text, int mistakes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            var found = new PostgresOptions { ConnectionStringFile = path }.CheckFiles();
            found.Should().HaveCount(mistakes);
            found.Should().NotContain(mistake => !mistake.Contains(path));
            string.Join('\n', found).Should().NotContain("secret");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void CheckFiles_NoSuchFiles_NamesEach() =>
        new PostgresOptions { ConnectionStringFile = "/nowhere/a", PasswordFile = "/nowhere/b" }.CheckFiles().Should()
            .Equal("Database:ConnectionStringFile '/nowhere/a': cannot be read: DirectoryNotFoundException",
                "Database:PasswordFile '/nowhere/b': cannot be read: DirectoryNotFoundException");

    [Test]
    public async Task Open_ConnectionAndPasswordInFiles_Connects()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        var (file, password) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(file, connection + "\n");
            await File.WriteAllTextAsync(password, "any\n");
            var options = new PostgresOptions { ConnectionStringFile = file, PasswordFile = password };
            await using var database = PostgresDatabase.Open(options);
            (await database.MigrateAsync(CancellationToken.None)).Should().BeNull();
        }
        finally
        {
            File.Delete(file);
            File.Delete(password);
        }
    }

    [Test]
    public void ToString_WithASecret_DoesNotShowIt() =>
        new PostgresOptions { ConnectionString = "Host=db;Password=secret" }.ToString().Should().NotContain("secret");
}
