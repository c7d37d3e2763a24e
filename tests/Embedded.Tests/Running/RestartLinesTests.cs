using Aspire.Hosting;
using Lab.Hosting.Embedded.Running.Console;
using Spectre.Console;

namespace Lab.Embedded.Tests.Running;

public sealed class RestartLinesTests
{
    [Fact]
    public async Task What_is_hidden_is_told_by_the_name_of_what_it_runs_for()
    {
        await using var app = new TestApplication();
        var server = app.AddScript("server", "exec sleep 60");
        var engine = app.AddScript("server-engine", "exec sleep 60").WithParentRelationship(server.Resource);
        await app.Notifications.PublishUpdateAsync(engine.Resource, state => state with { IsHidden = true });
        using var output = new StringWriter();
        var lines = new RestartLines(app.Notifications, AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) }));

        lines.OnRestarting(engine.Resource, "server-engine", exitCode: 137, TimeSpan.FromSeconds(0.52));

        output.ToString().Trim().ShouldBe("server stopped with exit code 137; starting again in 0.5 s");
    }
}
