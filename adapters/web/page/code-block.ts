// Teams' own CodeBlock, which Microsoft's renderer does not know and would replace by its fallback.
import { CardElement, GlobalRegistry, StringProperty, Versions } from 'adaptivecards'

class CodeBlock extends CardElement {
  static readonly codeProperty = new StringProperty(Versions.v1_0, 'codeSnippet')

  getJsonTypeName() {
    return 'CodeBlock'
  }

  protected internalRender() {
    const pre = document.createElement('pre')
    pre.className = 'code-block'
    pre.textContent = this.getValue(CodeBlock.codeProperty)
    return pre
  }
}

GlobalRegistry.elements.register('CodeBlock', CodeBlock)
