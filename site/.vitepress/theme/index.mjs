// The default theme without its web font: what the reader's machine has is quick and readable.
import DefaultTheme from 'vitepress/theme-without-fonts';
import './style.css';

export default DefaultTheme;
