using Microsoft.Playwright;

namespace Lab.Embedded.Tests.Page;

/// <summary>The machine's Chromium, without a window.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Programs, File.Exists) is { } program)
        {
            // A machine that builds beside the tests is slow: conditions are waited for, not hurried.
            Assertions.SetDefaultExpectTimeout(60_000);
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
        }
    }

    /// <summary>Opens a window of the browser with nothing in common with others.</summary>
    public async Task<IPage> OpenAsync(int width, int height, ColorScheme colours)
    {
        Assert.SkipWhen(browser is null, $"No browser: install Debian's chromium ({string.Join(", ", Programs)}).");
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }
}
