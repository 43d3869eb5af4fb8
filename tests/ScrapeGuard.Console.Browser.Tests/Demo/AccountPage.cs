using Microsoft.Playwright;

namespace ScrapeGuard.Console.Browser.Tests.Demo;

/// <summary>What a person does on an account's page.</summary>
internal static class AccountPage
{
    private const float Patience = 120_000;

    /// <summary>Orders something, with a reason.</summary>
    public static async Task ActAsync(IPage page, string action, string reason)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Waits until it stands in the account's history.</summary>
    public static Task SeeInHistoryAsync(IPage page, string reason) =>
        page.Locator(".timeline", new() { HasTextString = reason }).First.WaitForAsync(new() { Timeout = Patience });
}
