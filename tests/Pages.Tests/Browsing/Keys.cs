using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>What one does at a page who has no mouse: only keys are pressed.</summary>
internal sealed class Keys(IPage page)
{
    /// <summary>More stops than any page has.</summary>
    private const int MostStops = 500;

    /// <summary>Goes forward to what is wanted.</summary>
    public async Task ToAsync(string selector)
    {
        var wanted = page.Locator(selector).First;
        await wanted.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAsync<bool>("wanted => wanted === document.activeElement"))
                return;
        }
        Assert.Fail($"Tab does not come to {selector} at {page.Url}.");
    }

    /// <summary>Goes to a field and types.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await ToAsync(selector);
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Goes to a list of choices and down it to one.</summary>
    public async Task ChooseAsync(string selector, string value)
    {
        await ToAsync(selector);
        var choices = page.Locator(selector).First;
        for (var choice = 0; await choices.InputValueAsync() != value; choice++)
        {
            Assert.True(choice < MostStops, $"{value} is no choice of {selector}.");
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    /// <summary>Goes to a link or a button and uses it; ends on the page that comes of it.</summary>
    public async Task UseAsync(string selector)
    {
        await ToAsync(selector);
        await SendAsync();
    }

    /// <summary>Uses what one has come to, or sends the form in whose field one is; ends on the page that comes of it.</summary>
    public async Task SendAsync()
    {
        await page.EvaluateAsync("document.documentElement.dataset.left = ''");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("html:not([data-left])").WaitForAsync();
        await page.LoadedAsync();
    }

    /// <summary>Goes to a field for a file, opens the choice of files, and chooses.</summary>
    public async Task ChooseFileAsync(string selector, FilePayload file)
    {
        var opened = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Asked for before the way to the field: the browser takes a moment to know that it shall tell instead of showing its window.
        page.FileChooser += Open;
        await ToAsync(selector);
        await page.Keyboard.PressAsync("Enter");
        await (await opened.Task.WaitAsync(Visitor.Patience, TimeProvider.System)).SetFilesAsync(file);
        page.FileChooser -= Open;

        void Open(object? sender, IFileChooser choice) => opened.TrySetResult(choice);
    }
}
