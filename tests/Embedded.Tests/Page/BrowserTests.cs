using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Playwright;

namespace Lab.Embedded.Tests.Page;

public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>, IAsyncDisposable
{
    private readonly PageApplication app = new();
    private readonly ConcurrentQueue<string> complaints = [];

    private IPage? opened;

    public async ValueTask DisposeAsync()
    {
        if (opened is not null)
        {
            await opened.Context.CloseAsync();
        }

        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(1280, 800, ColorScheme.Light)]
    [InlineData(1280, 800, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_page_is_accessible_and_follows_changes_without_a_reload(int width, int height, ColorScheme colours)
    {
        var page = await OpenAsync(width, height, colours);
        await Assertions.Expect(Row(page, "server").Locator(".state")).ToHaveTextAsync("Unknown");

        await app.PublishAsync("server", state => state with { State = "Running", StartTimeStamp = DateTime.UtcNow, Urls = [new("http", "http://localhost:1234", false)] });
        await app.PublishAsync("web", state => state with { State = "Running", HealthReports = PageApplication.Reports(HealthStatus.Unhealthy, "connection refused") });

        await Assertions.Expect(Row(page, "server").Locator(".state")).ToHaveTextAsync("Running");
        await Assertions.Expect(Row(page, "server").GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "http://localhost:1234");
        await Assertions.Expect(Row(page, "web").Locator(".health")).ToContainTextAsync("check: connection refused");
        await AssertAccessibleAsync(page);

        app.Log("web", "first words");
        await Row(page, "web").Locator(".text").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("first words");
        await AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Details" }).ClickAsync();
        await Assertions.Expect(page.Locator(".details")).ToContainTextAsync("connection refused");
        await AssertAccessibleAsync(page);
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_is_reached_by_keys()
    {
        app.Web.WithParentRelationship(app.Server.Resource);
        var page = await OpenAsync(1280, 800, ColorScheme.Light);
        app.Log("web", "words");
        await Row(page, "server").FocusAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Row(page, "web")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Row(page, "server")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Row(page, "web")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Row(page, "web")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("words");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#pane")).ToBeHiddenAsync();
        await Assertions.Expect(Row(page, "web")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("nothing like it");
        await Assertions.Expect(page.Locator("#empty")).ToHaveTextAsync("No resource matches.");
    }

    [Fact]
    public async Task A_command_asks_where_it_should_and_tells_how_it_went()
    {
        var executed = 0;
        app.Web.WithCommand("reset", "Reset", _ => Task.FromResult(++executed == 1 ? CommandResults.Success() : CommandResults.Failure("it is locked")), new CommandOptions { ConfirmationMessage = "All is lost then. Go on?" });
        var page = await OpenAsync(1280, 800, ColorScheme.Light);

        async Task AskAsync(string answer)
        {
            await Row(page, "web").GetByRole(AriaRole.Button, new() { Name = "More commands of web" }).ClickAsync();
            await page.GetByRole(AriaRole.Menuitem, new() { Name = "Reset" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("All is lost then. Go on?");
            await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }

        await AskAsync("Cancel");
        executed.ShouldBe(0);
        await AskAsync("Reset");
        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync("web: Reset done.");
        await AskAsync("Reset");
        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync("web: Reset failed. it is locked");
        executed.ShouldBe(2);
    }

    [Fact]
    public async Task Long_logs_follow_their_end_pause_and_are_filtered()
    {
        foreach (var number in Enumerable.Range(1, 12_000))
        {
            app.Log("web", $"line {number}");
        }

        var page = await OpenAsync(1280, 800, ColorScheme.Light);
        await Row(page, "web").Locator(".text").ClickAsync();
        var log = page.GetByRole(AriaRole.Log);
        await Assertions.Expect(log.Locator("p").Last).ToContainTextAsync("line 12000");
        await Assertions.Expect(log.Locator("p").Last).ToBeInViewportAsync();
        await Assertions.Expect(log.Locator("p")).ToHaveCountAsync(10_000);

        await page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await log.EvaluateAsync("node => node.scrollTop = 0");
        app.Log("web", "line 12001");
        await Assertions.Expect(log.Locator("p").Last).ToContainTextAsync("line 12001");
        await Assertions.Expect(log.Locator("p").Last).Not.ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Newest lines" }).ClickAsync();
        await Assertions.Expect(log.Locator("p").Last).ToBeInViewportAsync();

        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Filter lines" }).FillAsync("LINE 1199");
        await Assertions.Expect(log.Locator("p")).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task A_hundred_and_twenty_resources_are_found_and_moved_through_while_they_change()
    {
        const int Count = 120;
        // The rest: what every test of the page has.
        var names = Enumerable.Range(1, Count - app.Builder.Resources.Count).Select(number => $"server-{number:000}").ToArray();
        foreach (var name in names)
        {
            app.Builder.AddResource(new ShownResource(name));
        }

        var page = await OpenAsync(390, 844, ColorScheme.Light);
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(Count);
        await Row(page, "server").FocusAsync();
        // The very last row is the group of parameters.
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowUp");
        var last = Row(page, names[^1]);
        await Assertions.Expect(last).ToBeFocusedAsync();
        await Assertions.Expect(last).ToBeInViewportAsync();

        foreach (var name in names)
        {
            await app.RunAsync(name);
        }

        await Assertions.Expect(page.Locator("tbody tr .state", new() { HasText = "Running" })).ToHaveCountAsync(names.Length);
        await Assertions.Expect(last).ToBeFocusedAsync();
        await Assertions.Expect(last).ToBeInViewportAsync();
        // Nothing reaches beyond a phone's screen to the side.
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        await AssertAccessibleAsync(page);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("server-07");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(10);
        app.Log("server-077", "words");
        await Row(page, "server-077").Locator(".text").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("words");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_says_that_the_host_is_gone()
    {
        var page = await OpenAsync(1280, 800, ColorScheme.Light);

        await app.Application.StopAsync(TestContext.Current.CancellationToken);

        await Assertions.Expect(page.Locator("#banner")).ToContainTextAsync("The host does not answer");
    }

    private static ILocator Row(IPage page, string name) => page.Locator($"tr[data-key='{name}']");

    private static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    private async Task<IPage> OpenAsync(int width, int height, ColorScheme colours)
    {
        var page = opened = await browser.OpenAsync(width, height, colours);
        await app.StartAsync();
        var address = app.Address.ToString();
        page.Console += (_, message) => NoteIf(message.Type is "error", message.Text);
        page.PageError += (_, error) => NoteIf(true, error);
        page.Request += (_, request) => NoteIf(!request.Url.StartsWith(address, StringComparison.Ordinal), $"request to {request.Url}");
        await page.GotoAsync(app.Page.CreateLoginLink().ToString());
        await Assertions.Expect(page.Locator("#connection")).ToContainTextAsync("Live");
        await Assertions.Expect(Row(page, "web")).ToBeVisibleAsync();
        return page;
    }

    private void NoteIf(bool wrong, string text)
    {
        if (wrong)
        {
            complaints.Enqueue(text);
        }
    }
}
