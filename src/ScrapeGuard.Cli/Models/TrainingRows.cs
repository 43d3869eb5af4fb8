namespace ScrapeGuard.Cli.Models;

/// <summary>What a model is trained on.</summary>
/// <param name="Rows">People's features on the model's scale, [row, column] laid end to end.</param>
/// <param name="Groups">Whose each row is: a number for each account.</param>
/// <param name="People">Accounts that someone looked at and found to be people: they calibrate the model.</param>
/// <param name="Scrapers">Features of those that someone found to be scrapers, laid out as the people's.</param>
internal sealed record TrainingRows(float[] Rows, int[] Groups, IReadOnlySet<int> People, float[] Scrapers);
